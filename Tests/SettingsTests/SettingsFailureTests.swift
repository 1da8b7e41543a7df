import Foundation
import Settings
import Testing

@Suite("What is wrong with settings")
struct SettingsFailureTests {
  private func problems(_ text: String) -> [String] {
    do throws(SettingsFailure) {
      _ = try Settings(Array(text.utf8), file: "f")
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  static let cases: [(String, [String])] = [
    ("titel: a\n", ["f:1:1: the settings have no `titel`; did you mean `title`?"]),
    (
      "xyz: a\n",
      [
        "f:1:1: the settings have no `xyz`; there are title, stores, metrics, columns, sort, charts, views, masking, "
          + "max-artifact"
      ]
    ),
    (
      "max-artifact: lots\n", ["f:1:15: `max-artifact` takes a size such as 500KB, 10MB or 2GB, or 0, not `lots`"]
    ),
    ("masking: {of: [password]}\n", ["f:1:11: masking has no `of`; did you mean `off`?"]),
    ("masking: {rules: [{name: a}]}\n", ["f:1:19: a rule needs a `name` and a `pattern`"]),
    ("masking: {rules: [{nam: a, pattern: b}]}\n", ["f:1:20: a rule has no `nam`; did you mean `name`?"]),
    (
      "masking: {rules: [{name: a/b, pattern: c}]}\n",
      ["f:1:26: the `name` of a rule has at most 60 characters and none of `/`, `\\`, `[` and `]`"]
    ),
    (
      "masking: {rules: [{name: a, pattern: 'x*'}]}\n",
      ["f:1:38: `pattern` is no regular expression of use: it fits what is empty"]
    ),
    ("columns: {hiden: []}\n", ["f:1:11: columns have no `hiden`; did you mean `hidden`?"]),
    ("columns: {foo: []}\n", ["f:1:11: columns have no `foo`; there is hidden"]),
    ("columns: {hidden: [run]}\n", ["f:1:20: `run` names the rows and cannot be hidden"]),
    ("title:\n", ["f:1:7: `title` takes a text, not nothing"]),
    ("title: [a]\n", ["f:1:8: `title` takes a text, not a list"]),
    ("title: \" \"\n", ["f:1:8: `title` is empty"]),
    ("stores: runs\n", ["f:1:9: `stores` takes a list, not a text"]),
    ("- a\n", ["f:1:1: the settings must be a mapping (`key: value`), not a list"]),
    (
      "metrics:\n  loss: {direction: lowr}\n",
      ["f:2:21: `direction` is higher, lower or none, not `lowr`; did you mean `lower`?"]
    ),
    (
      "metrics:\n  loss: {format: pct}\n",
      ["f:2:18: `format` is percent, scientific, bytes, seconds or a number of decimals from 0 to 12, not `pct`"]
    ),
    (
      "metrics:\n  loss: {format: 13}\n",
      ["f:2:18: `format` is percent, scientific, bytes, seconds or a number of decimals from 0 to 12, not `13`"]
    ),
    ("metrics:\n  loss: {hidden: yes please}\n", ["f:2:18: `hidden` is true or false, not `yes please`"]),
    ("metrics:\n  loss: lower\n", ["f:2:9: a metric must be a mapping (`key: value`), not a text"]),
    ("metrics:\n  loss: {unti: s}\n", ["f:2:10: a metric has no `unti`; did you mean `unit`?"]),
    ("metrics:\n  *loss: {}\n", ["f:2:3: a text that begins with `*` needs quotes"]),
    ("sort: -\n", ["f:1:7: is not YAML here: block sequence entries are not allowed in this context"]),
    ("sort: '-'\n", ["f:1:7: `sort`: The name of a column is missing."]),
    ("sort: 'param.\"x'\n", ["f:1:7: `sort`: The quote in `param.\"x` is not closed."]),
    ("views:\n  - name: a\n    filter: lr<abc\n", ["f:3:13: `filter`: `lr<abc`: `abc` is no number."]),
    ("views:\n  - filter: lr<1\n", ["f:2:5: a view needs a `name`"]),
    ("views:\n  - name: a\n  - name: a\n", ["f:3:5: another view is called `a`, too"]),
    ("views: [{name: a, column: []}]\n", ["f:1:19: a view has no `column`; did you mean `columns`?"]),
    (
      "views: [{name: a, charts: [{line: b, experiment: c}]}]\n",
      ["f:1:50: `experiment` is not used here: a view says its own `experiment`"]
    ),
    ("charts: [{}]\n", ["f:1:10: a chart needs one of `line`, `bar`, `scatter`, `parallel`, `best`"]),
    ("charts: [{scater: [a, b]}]\n", ["f:1:11: a chart has no `scater`; did you mean `scatter`?"]),
    ("charts: [{line: a, bar: b}]\n", ["f:1:25: a chart is of one kind, not `line` and `bar`"]),
    ("charts: [{scatter: [a]}]\n", ["f:1:20: `scatter` takes two columns: `[x, y]`"]),
    ("charts: [{scatter: [a, user]}]\n", ["f:1:24: `scatter` takes columns of numbers, and `user` is text"]),
    ("charts: [{parallel: [a]}]\n", ["f:1:21: `parallel` takes two columns or more"]),
    ("charts: [{bar: a, smoothing: 0.5}]\n", ["f:1:30: `smoothing` is not used here: charts of `bar` have none"]),
    ("charts: [{line: a, smoothing: 1}]\n", ["f:1:31: `smoothing` is a number from 0 to 0.99, not `1`"]),
    ("charts: [{line: a, log: z}]\n", ["f:1:25: `log` is x, y, xy or none, not `z`"]),
    ("charts: [{line: a, outliers: clop}]\n", ["f:1:30: `outliers` is clip, not `clop`; did you mean `clip`?"]),
    (
      "charts: [{line: a, legend: {run}}]\n",
      ["f:1:28: `legend` takes a text, not a mapping; a text that begins with `{` needs quotes"]
    ),
    ("charts: [{line: a, legend: '{run'}]\n", ["f:1:28: `legend`: The `{` in `{run` is not closed."]),
    ("title: a\ntitle: b\n", ["f:1:1: `title` stands twice"]),
    ("title: [a\n", ["f:2:1: is not YAML here: did not find expected ',' or ']'"]),
    ("title: a\n---\ntitle: b\n", ["f:2:1: is not YAML here: but found another document"]),
  ]

  @Test("is told with its place and the nearest right key", arguments: cases)
  func told(_ text: String, _ expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test("is told all at once, in the order of the file")
  func several() {
    let text = """
      titel: a
      metrics:
        loss: {direction: down, unti: s}
      views:
        - name: a
          filter: lr<
          sort: '"x'
      """
    #expect(
      problems(text) == [
        "f:1:1: the settings have no `titel`; did you mean `title`?",
        "f:3:21: `direction` is higher, lower or none, not `down`",
        "f:3:27: a metric has no `unti`; did you mean `unit`?",
        "f:6:13: `filter`: `lr<` lacks a number after `<`.",
        "f:7:11: `sort`: The quote in `\"x` is not closed.",
      ])
    #expect(problems((0..<200).map { "x\($0): 1" }.joined(separator: "\n")).count == 50)
  }

  @Test("may be hostile: what is too large, too deep or refers to itself is refused quickly")
  func hostile() {
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let references = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(references)]\n"
    }
    laughs += "? *a9\n: 1\n"
    #expect(problems(laughs) == ["f: has more than 20 aliases (`*name`); a text that begins with `*` needs quotes"])
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 50_000),
      String(repeating: "{a: ", count: 50_000),
      String(repeating: "a", count: 300_000), "\u{0}", "title: \u{7}", "a: &a [*a]\n",
    ] {
      #expect(!problems(text).isEmpty)
    }
    #expect(throws: SettingsFailure.self) { try Settings([0xFF, 0xFE, 0x41], file: "f") }
  }
}
