/**
 * How hot types travel between tasks and lie in state: few bytes, few objects. Every type that has no serializer here
 * goes as Flink's POJO, which is slower and forgives more.
 */
package org.govbrain.engine.compact;
