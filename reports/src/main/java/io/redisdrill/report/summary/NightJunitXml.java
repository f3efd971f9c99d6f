package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Movement;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.Trend;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.report.text.SafeText;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A night as a suite: a test case a drill, and one for each figure that got worse. A FAIL is a
 * failure, an UNKNOWN an error.
 */
public final class NightJunitXml {
  private final XMLStreamWriter out;

  private NightJunitXml(XMLStreamWriter out) {
    this.out = out;
  }

  /** Returns the document. */
  public static String of(Night night) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new NightJunitXml(out).suite(night);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private void suite(Night night) throws XMLStreamException {
    List<Movement> worse = night.trend().map(Trend::worse).orElse(List.of());
    List<NightRun> runs = night.runs();
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("testsuite");
    attribute("name", "redis-drill nightly");
    attribute("tests", Integer.toString(runs.size() + worse.size()));
    attribute("failures", Long.toString(count(runs, Verdict.FAIL) + worse.size()));
    attribute("errors", Long.toString(count(runs, Verdict.UNKNOWN)));
    attribute("skipped", "0");
    attribute("timestamp", night.started().toString());
    attribute("time", seconds(night.seconds()));
    for (NightCell cell : night.cells()) {
      for (NightRun run : cell.runs()) {
        drill(cell, run);
      }
    }
    for (Movement each : worse) {
      regression(each);
    }
    out.writeEndElement();
    out.writeEndDocument();
  }

  private void drill(NightCell cell, NightRun run) throws XMLStreamException {
    out.writeStartElement("testcase");
    attribute("classname", "redis-drill." + cell.platform());
    attribute("name", "%s #%d".formatted(cell.drill(), run.repetition() + 1));
    attribute("time", seconds(run.seconds()));
    if (run.verdict() != Verdict.PASS) {
      out.writeStartElement(run.verdict() == Verdict.FAIL ? "failure" : "error");
      attribute("message", words(cell, run));
      attribute("type", run.verdict().toString());
      out.writeCharacters(SafeText.lines("Evidence: " + run.runDirectory()));
      out.writeEndElement();
    }
    out.writeEndElement();
  }

  private static String words(NightCell cell, NightRun run) {
    return run.verdict() == Verdict.UNKNOWN
        ? run.why()
        : "lost %s in a window of %s, promised %s; back after %s"
            .formatted(
                run.lost().map(lost -> Amounts.count(lost, "write")).orElse("?"),
                run.windowMillis().map(Amounts::millis).orElse("?"),
                Amounts.limit(cell.promise()),
                run.recoveryMillis().map(Amounts::millis).orElse("never"));
  }

  private void regression(Movement each) throws XMLStreamException {
    out.writeStartElement("testcase");
    attribute("classname", "redis-drill.trend");
    attribute("name", each.cell() + ", " + each.figure());
    attribute("time", "0.000");
    out.writeStartElement("failure");
    attribute(
        "message",
        "median %s, before %s; p = %.2g"
            .formatted(
                Amounts.millis(each.tonightMedian()),
                Amounts.millis(each.earlierMedian()),
                each.p()));
    attribute("type", "REGRESSION");
    out.writeEndElement();
    out.writeEndElement();
  }

  private static long count(List<NightRun> runs, Verdict verdict) {
    return runs.stream().filter(run -> run.verdict() == verdict).count();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, SafeText.line(value));
  }
}
