package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.verify.Failure;
import dev.mensura.verify.Report;
import dev.mensura.verify.Verdict;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verdict.Outcome;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {
  private static final Place PLACE =
      new Place(new SourceFile("a & b.metric", "\n\n  expect \"x\" < 2\n"), new Span(4, 18));

  private static Document parsed(Outcome outcome, String name) throws Exception {
    var verdict = new Verdict(Kind.TEST, name, PLACE, outcome, Duration.ofMillis(1234));
    String xml = JunitXml.of(new Report(List.of(verdict), Duration.ofSeconds(2)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void whateverANameHoldsTheXmlIsWellFormed() throws Exception {
    String name = "<&\"'> \u0000\u001b[1m \ud800 \ufffe \ud83d\ude00 ]]> a\nb";
    var failure = new Failure(name, PLACE, Optional.empty(), List.of(name));
    Document document = parsed(new Outcome.Failed(List.of(failure)), name);
    var testcase = (Element) document.getElementsByTagName("testcase").item(0);
    String readable = "<&\"'> \ufffd\ufffd[1m \ufffd \ufffd \ud83d\ude00 ]]> a b";
    assertThat(testcase.getAttribute("name")).isEqualTo(readable);
    assertThat(testcase.getElementsByTagName("failure").item(0).getTextContent())
        .startsWith("a & b.metric:3:3: expect \"x\" < 2")
        .contains("\ud83d\ude00 ]]> a\nb");
  }

  @Test
  void suitesAndCasesHaveWhatReadersNeed() throws Exception {
    Document document = parsed(new Outcome.Passed(), "it");
    Element root = document.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    var suite = (Element) root.getElementsByTagName("testsuite").item(0);
    for (Element each : List.of(root, suite)) {
      assertThat(each.getAttribute("tests")).isEqualTo("1");
      assertThat(each.getAttribute("failures")).isEqualTo("0");
      assertThat(each.getAttribute("errors")).isEqualTo("0");
    }
    var testcase = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(testcase.getAttribute("classname")).isEqualTo("tests");
    assertThat(testcase.getAttribute("file")).isEqualTo("a & b.metric");
    assertThat(testcase.getAttribute("line")).isEqualTo("3");
    assertThat(testcase.getAttribute("time")).isEqualTo("1.234");
    assertThat(testcase.getChildNodes().getLength()).isZero();
  }
}
