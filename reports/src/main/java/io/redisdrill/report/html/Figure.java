package io.redisdrill.report.html;

/**
 * One of the figures at the head of a page.
 *
 * @param id by which tests and scripts find it
 * @param label what it is
 * @param value as people read it
 * @param exact as {@code result.json} has it
 * @param note what it is held against
 * @param state {@code pass}, {@code unknown}, {@code fail}, or empty where nothing judges it
 */
public record Figure(
    String id, String label, String value, String exact, String note, String state) {}
