/** Days in the reference city: what happens there, when the news of it arrives, and the truth that was put into it. */
package org.govbrain.local.simulate;
