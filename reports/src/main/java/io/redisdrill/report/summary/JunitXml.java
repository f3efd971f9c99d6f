package io.redisdrill.report.summary;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.SafeText;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as the one test case of a suite: a FAIL is a failure, an UNKNOWN an error. */
public final class JunitXml {
  private final XMLStreamWriter out;

  private JunitXml(XMLStreamWriter out) {
    this.out = out;
  }

  /** Returns the document. */
  public static String of(RunReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(out).suite(report);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private void suite(RunReport report) throws XMLStreamException {
    DrillResult result = report.result();
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("testsuite");
    attribute("name", "redis-drill");
    attribute("tests", "1");
    attribute("failures", result.verdict() == Verdict.FAIL ? "1" : "0");
    attribute("errors", result.verdict() == Verdict.UNKNOWN ? "1" : "0");
    attribute("skipped", "0");
    attribute("timestamp", report.manifest().started().toString());
    attribute("time", seconds(report));
    out.writeStartElement("testcase");
    attribute("classname", "redis-drill." + result.platform());
    attribute("name", result.drill());
    attribute("time", seconds(report));
    properties(report);
    verdict(report);
    out.writeEndElement();
    out.writeEndElement();
    out.writeEndDocument();
  }

  private static String seconds(RunReport report) {
    return String.format(Locale.ROOT, "%.3f", report.lastedNanos() / 1e9);
  }

  private void properties(RunReport report) throws XMLStreamException {
    out.writeStartElement("properties");
    for (Map.Entry<String, String> property : figures(report).entrySet()) {
      out.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    out.writeEndElement();
  }

  private static Map<String, String> figures(RunReport report) {
    DrillResult result = report.result();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("verdict", result.verdict().toString());
    figures.put("attempted", Long.toString(result.writes().attempted()));
    figures.put("acknowledged", Long.toString(result.writes().acknowledged()));
    if (report.lossIsKnown()) {
      figures.put("lost", Long.toString(result.dataLoss().lost()));
      figures.put("windowMillis", Double.toString(result.dataLoss().windowMillis()));
    }
    result
        .recoveryTime()
        .ifPresent(time -> figures.put("recoveryMillis", Double.toString(time.totalMillis())));
    result
        .secondRestart()
        .ifPresent(second -> figures.put("secondRestartLost", Long.toString(second.lost())));
    figures.put("fault", result.fault().name());
    figures.put("stack", result.redis().stack());
    figures.put("redisVersion", result.redis().version());
    figures.put("seed", Long.toString(result.seed()));
    return figures;
  }

  private void verdict(RunReport report) throws XMLStreamException {
    Verdict verdict = report.result().verdict();
    if (verdict == Verdict.PASS) {
      return;
    }
    out.writeStartElement(verdict == Verdict.FAIL ? "failure" : "error");
    attribute("message", report.headline().sentence());
    attribute("type", verdict.toString());
    out.writeCharacters(SafeText.lines(details(report.result())));
    out.writeEndElement();
  }

  private static String details(DrillResult result) {
    StringBuilder text = new StringBuilder();
    result.objectives().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .forEach(each -> text.append(line(each.verdict(), each.name(), each.message())));
    result.checks().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .forEach(each -> text.append(line(each.verdict(), each.name(), each.message())));
    return text + "Evidence: " + result.runDirectory();
  }

  private static String line(Verdict verdict, String name, String message) {
    return verdict + " " + name + ": " + message + "\n";
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, SafeText.line(value));
  }
}
