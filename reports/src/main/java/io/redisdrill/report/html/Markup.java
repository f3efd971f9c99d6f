package io.redisdrill.report.html;

/**
 * What a page carries as it is: our own style and scripts, and data in which nothing can end them.
 *
 * @param text taken as it is
 */
record Markup(String text) {}
