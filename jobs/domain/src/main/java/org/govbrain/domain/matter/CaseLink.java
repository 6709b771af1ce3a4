package org.govbrain.domain.matter;

/**
 * A probable link from one case to another.
 *
 * @param caseId the other case
 * @param score 0 to 1
 */
public record CaseLink(String caseId, double score) {}
