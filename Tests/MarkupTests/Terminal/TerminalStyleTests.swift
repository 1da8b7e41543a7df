import Markup
import Testing

@Suite("Colours of a terminal")
struct TerminalStyleTests {
  @Test(
    "become classes, one run after the other",
    arguments: [
      ("\u{1B}[31mred\u{1B}[0m plain", "<i class=f1>red </i>plain"),
      ("\u{1B}[1;92mok\u{1B}[m", "<b class=f10>ok</b>"), ("\u{1B}[1mok", "<b>ok</b>"),
      ("\u{1B}[44;97mx", "<i class=\"f15 b4\">x</i>"), ("\u{1B}[105mx\u{1B}[49my", "<i class=b13>x</i>y"),
      ("\u{1B}[1;2;3;4;7;9mx", "<b class=\"fa it un iv st\">x</b>"),
      ("\u{1B}[1;2;3;4;7;9m\u{1B}[22;23;24;27;29mx", "x"), ("\u{1B}[31m\u{1B}[32mx", "<u>x</u>"),
      ("\u{1B}[33mx\u{1B}[34my\u{1B}[36mz\u{1B}[35m!", "<var>x</var><kbd>y</kbd><i>z</i><bdi>!</bdi>"),
      ("\u{1B}[3;32mx", "<i class=\"it f2\">x</i>"), ("\u{1B}[36;41mx", "<i class=\"f6 b1\">x</i>"),
      ("\u{1B}[31m\u{1B}[39mx", "x"), ("\u{1B}[31;0mx", "x"), ("\u{1B}[5;8;11;53;99mx", "x"),
      ("\u{1B}[31m\u{1B}cx", "x"),
      ("\u{1B}[4:3mx", "<i class=un>x</i>"), ("\u{1B}[4m\u{1B}[4:0mx", "x"), ("\u{1B}[;31mx", "<i class=f1>x</i>"),
    ])
  func named(line: String, html: String) {
    #expect(Terminal.html(line) == html)
  }

  @Test(
    "of the palette and true colours come down to names, hues and greys",
    arguments: [
      ("38;5;9", "f9"), ("48;5;2", "b2"), ("38;5;196", "h0"), ("38;5;46", "h4"), ("38;5;21", "h8"), ("38;5;208", "h1"),
      ("38;5;232", "f0"), ("38;5;244", "f8"), ("38;5;250", "f7"), ("38;5;255", "f15"), ("38;5;231", "f15"),
      ("38;2;255;0;0", "h0"), ("38;2;255;255;0", "h2"), ("48;2;0;255;255", "g6"), ("38;2;255;0;128", "h11"),
      ("38;2;255;0;20", "h0"), ("38;2;98;6;224", "h9"), ("38;2;120;120;125", "f8"), ("38:2::255:0:0", "h0"),
      ("38:2:255:0:0", "h0"), ("38:5:196", "h0"), ("38;2;999;0;0", "h0"), ("58;5;3;31", "f1"), ("58;2;1;2;3;31", "f1"),
    ])
  func quantised(parameters: String, name: String) {
    #expect(Terminal.html("\u{1B}[\(parameters)mx") == "<i class=\(name)>x</i>")
  }

  @Test(
    "that are cut short or out of range change nothing",
    arguments: [
      "38", "38;5", "38;5;256", "38;2;1;2", "48;9;1", "38;;5", "38:5", "38:9:1:2",
    ])
  func ignoresBroken(parameters: String) {
    #expect(Terminal.html("\u{1B}[\(parameters)mx") == "x")
  }

  @Test("of the palette are all one of a few dozen classes")
  func isBounded() throws {
    var colours: Set<TerminalColour> = []
    for number in 0..<256 { colours.insert(try #require(TerminalColour(palette: number))) }
    #expect(colours.count <= 28)
    #expect(TerminalColour(palette: 256) == nil && TerminalColour(palette: -1) == nil)
  }

  @Test("carry over from line to line until they are reset")
  func carriesOver() {
    let html = Terminal.html("\u{1B}[31mone\ntwo\n\n\u{1B}[0mthree")
    #expect(html == "<i class=f1>one</i>\n<i class=f1>two</i>\n\nthree")
  }

  @Test("stay with the text they were written with when part of it is overwritten")
  func survivesOverwriting() {
    #expect(Terminal.html("\u{1B}[31mabc\u{1B}[0md\rX") == "X<i class=f1>bc</i>d")
    #expect(Terminal.html("\u{1B}[42m  \u{1B}[0m  \r") == "<i class=b2>  </i>  ")
    #expect(Terminal.html("ab\r\u{1B}[42m  \u{1B}[0m  ") == "<i class=b2>  </i>")
  }

  @Test(
    "of words are one element with the blanks between them, as long as nothing can be seen in those",
    arguments: [
      ("\u{1B}[32mPASSED\u{1B}[0m\u{1B}[32m   [ 1%]\u{1B}[0m", "<u>PASSED   [ 1%]</u>"),
      ("\u{1B}[32ma\u{1B}[0m \t \u{1B}[32mb\u{1B}[0m  ", "<u>a \t b  </u>"),
      ("\u{1B}[32ma\u{1B}[0m\u{1B}[32mb", "<u>ab</u>"), ("a \u{1B}[31m  b", "a   <i class=f1>b</i>"),
      ("\u{1B}[31ma \u{1B}[32m b", "<i class=f1>a  </i><u>b</u>"),
      ("\u{1B}[42ma\u{1B}[0m \u{1B}[42mb", "<i class=b2>a</i> <i class=b2>b</i>"),
      ("\u{1B}[31ma\u{1B}[4m \u{1B}[24mb", "<i class=f1>a</i><i class=\"un f1\"> </i><i class=f1>b</i>"),
      ("\u{1B}[31m \u{1B}[32m \u{1B}[0m", "  "),
    ])
  func joinsWords(line: String, html: String) {
    #expect(Terminal.html(line) == html)
  }

  @Test("are cut where their markup would grow too long, between two of them")
  func cuts() {
    let line = Terminal.lines("a\u{1B}[31mbé\u{1B}[32mc")[0]
    var writer = MarkupWriter()
    let shown = writer.terminalLine(line, limit: 10)
    #expect(writer.string == "a<i class=f1>bé</i>" && shown == 4)
  }

  @Test("text is escaped")
  func escapes() {
    #expect(Terminal.html("<b> & \"q\" 'a'\u{1B}[31m<") == "&lt;b&gt; &amp; \"q\" 'a'<i class=f1>&lt;</i>")
  }
}
