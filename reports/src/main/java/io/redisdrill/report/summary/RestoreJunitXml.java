package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.text.SafeText;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Check;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A restore drill as the one test case of a suite: a FAIL is a failure, an UNKNOWN an error. */
public final class RestoreJunitXml {
  private final XMLStreamWriter out;

  private RestoreJunitXml(XMLStreamWriter out) {
    this.out = out;
  }

  /** Returns the document. */
  public static String of(RestoreResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new RestoreJunitXml(out).suite(result);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private void suite(RestoreResult result) throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("testsuite");
    attribute("name", "redis-drill");
    attribute("tests", "1");
    attribute("failures", result.verdict() == Verdict.FAIL ? "1" : "0");
    attribute("errors", result.verdict() == Verdict.UNKNOWN ? "1" : "0");
    attribute("skipped", "0");
    attribute("timestamp", result.evidence().started().toString());
    attribute("time", seconds(result));
    out.writeStartElement("testcase");
    attribute("classname", "redis-drill.restore");
    attribute("name", result.backup().source());
    attribute("time", seconds(result));
    out.writeStartElement("properties");
    for (Map.Entry<String, String> property : figures(result).entrySet()) {
      out.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    out.writeEndElement();
    verdict(result);
    out.writeEndElement();
    out.writeEndElement();
    out.writeEndDocument();
  }

  private static String seconds(RestoreResult result) {
    Duration took = Duration.between(result.evidence().started(), result.evidence().ended());
    return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
  }

  private static Map<String, String> figures(RestoreResult result) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("verdict", result.verdict().toString());
    result.contents().ifPresent(found -> figures.put("keys", Long.toString(found.keys())));
    result.backup().made().ifPresent(it -> figures.put("ageMillis", Long.toString(it.ageMillis())));
    result
        .recoveryTime()
        .ifPresent(time -> figures.put("recoveryMillis", Double.toString(time.totalMillis())));
    result.backup().archive().ifPresent(it -> figures.put("archiveSha256", it.sha256()));
    return figures;
  }

  private void verdict(RestoreResult result) throws XMLStreamException {
    if (result.verdict() == Verdict.PASS) {
      return;
    }
    out.writeStartElement(result.verdict() == Verdict.FAIL ? "failure" : "error");
    attribute("message", result.sentence());
    attribute("type", result.verdict().toString());
    out.writeCharacters(SafeText.lines(details(result)));
    out.writeEndElement();
  }

  private static String details(RestoreResult result) {
    return Stream.concat(result.expectations().stream(), result.checks().stream())
        .filter(check -> check.verdict() != Verdict.PASS)
        .map(RestoreJunitXml::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Check check) {
    return check.verdict() + " " + check.name() + ": " + check.message();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, SafeText.line(value));
  }
}
