package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.text.SafeText;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A suite as CI servers read it: a FAIL is a failure, an UNKNOWN an error. */
final class SuiteXml {
  private final XMLStreamWriter out;

  private SuiteXml(XMLStreamWriter out) {
    this.out = out;
  }

  /** Writes what is in a suite. */
  interface Content {
    void write(SuiteXml suite) throws XMLStreamException;
  }

  /**
   * The head of a suite.
   *
   * @param name of it
   * @param tests how many cases it has
   * @param failures how many of them are a FAIL
   * @param errors how many are an UNKNOWN
   * @param started when
   * @param seconds it took
   */
  record Head(
      String name, long tests, long failures, long errors, Instant started, double seconds) {
    /** Of a suite with one case. */
    static Head of(Verdict verdict, Instant started, double seconds) {
      return new Head(
          "redis-drill",
          1,
          verdict == Verdict.FAIL ? 1 : 0,
          verdict == Verdict.UNKNOWN ? 1 : 0,
          started,
          seconds);
    }
  }

  static String of(Head head, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      new SuiteXml(out).suite(head, content);
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private void suite(Head head, Content content) throws XMLStreamException {
    out.writeStartElement("testsuite");
    attribute("name", head.name());
    attribute("tests", Long.toString(head.tests()));
    attribute("failures", Long.toString(head.failures()));
    attribute("errors", Long.toString(head.errors()));
    attribute("skipped", "0");
    attribute("timestamp", head.started().toString());
    attribute("time", seconds(head.seconds()));
    content.write(this);
    out.writeEndElement();
  }

  void testCase(String className, String name, double seconds, Content content)
      throws XMLStreamException {
    out.writeStartElement("testcase");
    attribute("classname", className);
    attribute("name", name);
    attribute("time", seconds(seconds));
    content.write(this);
    out.writeEndElement();
  }

  void properties(Map<String, String> properties) throws XMLStreamException {
    out.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      out.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    out.writeEndElement();
  }

  /** Writes nothing for a PASS. */
  void verdict(Verdict verdict, String message, String details) throws XMLStreamException {
    if (verdict != Verdict.PASS) {
      problem(verdict == Verdict.FAIL ? "failure" : "error", verdict.toString(), message, details);
    }
  }

  void problem(String element, String type, String message, String details)
      throws XMLStreamException {
    out.writeStartElement(element);
    attribute("message", message);
    attribute("type", type);
    out.writeCharacters(SafeText.lines(details));
    out.writeEndElement();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, SafeText.line(value));
  }
}
