import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("States of Hugging Face's Trainer")
struct TrainerStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func state(_ step: Int, rows: String = "", more: String = "") -> String {
    #"{"best_metric": null, "epoch": 1.0, "global_step": \#(step), "log_history": [\#(rows)]\#(more)}"#
  }

  @Test("hold rows of several kinds, several at one step, bare NaN and words for it")
  func rows() throws {
    let rows = """
      {"epoch": 0.5, "loss": NaN, "step": 5}, {"eval_a_loss": 1.5, "epoch": 0.5, "step": 5},
      {"eval_b_loss": 2, "epoch": 0.5, "step": 5}, {"eval_b_loss": "Infinity", "step": 5}, {"loss": -Infinity},
      {"step": 10, "nothing": null, "flag": true, "note": "text", "per_class": [0.5, 1], "f1": {"cat": 0.25, "dog": 0.75},
       "odd": ["a"]}, 7, {"train_runtime": 12.5, "step": 10}
      """
    try folder.write(["out/trainer_state.json": state(10, rows: rows)])
    let contents = try StoreContents(at: folder.path)
    let run = try #require(contents.run)
    #expect(
      run.series.map(\.name) == [
        "epoch", "eval_a_loss", "eval_b_loss", "f1/cat", "f1/dog", "loss", "train_runtime",
      ])
    #expect(run.series("epoch")?.steps == [5, 5, 5])
    #expect(run.series("eval_b_loss")?.values == [2, .infinity])
    #expect(run.series("loss")?.values.map(\.description) == ["nan", "-inf"])
    #expect(run.series("loss")?.steps == [5, 5])
    #expect(run.records.map(\.name) == ["note", "per_class"])
    #expect(run.header.status == .completed)
    #expect(run.header.name == "out")
    #expect(contents.warnings == [])
    #expect(
      contents.notes == ["\(folder.path)/out/trainer_state.json: values that are no numbers are left out: \"odd\""])
  }

  @Test("say what was tried, how long, and which metric was the best")
  func fields() throws {
    let rows = #"{"eval_f1": 0.5, "eval_loss": 0.5, "step": 4}, {"eval_f1": 0.75, "eval_loss": 0.75, "step": 8}"#
    try folder.write([
      "out/trainer_state.json": """
      {"best_metric": 0.75, "best_model_checkpoint": "C:\\\\out\\\\checkpoint-8", "global_step": 8, "max_steps": 100,
       "num_train_epochs": 3, "trial_name": null, "trial_params": {"learning_rate": 1e-05, "seed": 7}, "total_flos": 0.0,
       "log_history": [\(rows.replacing(#""eval_loss": 0.75"#, with: #""eval_loss": 0.7"#))]}
      """
    ])
    let run = try #require(try StoreContents(at: folder.path).run)
    #expect(
      run.header.parameters.map { "\($0.name)=\($0.value)" } == [
        "learning_rate=1e-05", "max_steps=100", "num_train_epochs=3", "seed=7",
      ])
    #expect(run.header.primaryMetric == "eval_f1")
    #expect(run.header.tags.map(\.name) == ["best_metric", "best_model_checkpoint", "global_step", "total_flos"])
    #expect(run.header.status == .unknown)
  }

  @Test("are one run for a training: its own state, unless a checkpoint went further")
  func checkpoints() throws {
    let row = { (step: Int) in #"{"loss": \#(step), "step": \#(step)}"# }
    try folder.write([
      "a/trainer_state.json": state(1000, rows: row(1000)),
      "a/checkpoint-500/trainer_state.json": state(500, rows: row(500)),
      "a/checkpoint-1000/trainer_state.json": state(1000, rows: row(1)),
      "b/checkpoint-9/trainer_state.json": state(9, rows: row(9)),
      "b/checkpoint-10/trainer_state.json": state(10, rows: row(10)), "c/trainer_state.json": state(5, rows: row(5)),
      "c/checkpoint-20/trainer_state.json": state(20, rows: row(20)), "d/checkpoint-30/trainer_state.json": "{",
      "d/checkpoint-20/trainer_state.json": state(20, rows: row(20)),
      "e/checkpoint-x/trainer_state.json": state(3, rows: row(3)),
      "f/checkpoint-1/config.json": "{}", "g/checkpoint-7/trainer_state.json": state(7, rows: row(7)),
      "g/trainer_state.json": #"{"global_step": 7, "log_history": [{"loss": 1, "step": 1}, {"lo"#,
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.runs.map(\.key) == ["a", "b", "c", "d", "g", "e/checkpoint-x"])
    #expect(contents.runs.map { $0.run.series[0].values[0] } == [1000, 10, 20, 20, 7, 3])
    #expect(contents.warnings.count == 2)
    #expect(contents.warnings.first?.contains("/d/checkpoint-30/trainer_state.json:1: the file is cut short") == true)
    #expect(try StoreContents(at: folder.path + "/b").runs.map(\.key) == ["."])
    #expect(try StoreContents(at: folder.path + "/a/checkpoint-500").run?.series[0].values == [500])
    #expect(try StoreContents(at: folder.path + "/a/checkpoint-500/trainer_state.json").run?.series[0].values == [500])
  }

  @Test("cut short keep the rows before the cut, and say where that is")
  func cut() throws {
    let whole =
      "{\n\"global_step\": 3,\n\"log_history\": [\n{\"loss\": 1, \"step\": 1},\n{\"loss\": 2, \"step\": 2},\n{\"loss\": 3"
    try folder.write(["out/trainer_state.json": whole, "out/config.json": "{}"])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.run?.series("loss")?.values == [1, 2])
    #expect(contents.run?.files.map(\.path) == ["config.json"])
    #expect(contents.warnings.count == 1)
    #expect(contents.warnings.first?.contains("/out/trainer_state.json:6: the file is cut short") == true)
    #expect(contents.warnings.first?.hasSuffix("rows of log_history read before that: 2") == true)
  }

  @Test(
    "that are no states, or hostile, are passed over or warned of and never worse",
    arguments: [
      "", "[]", "{}", #"{"log_history": 5}"#, #"{"log_history": [[[], {}], null, "x"]}"#, #"{"log_history": {"a": 1}}"#,
      #"{"log_history": [{"step": "x", "loss": 1}, {"step": 1e300, "loss": 2}, {"step": 2.0, "loss": 3}]}"#,
      #"{"log_history": [{"a": "# + String(repeating: "[", count: 100_000), "\u{FEFF}{\"log_history\": [\u{0}]}",
      #"{"log_history": [{"loss": "# + String(repeating: #"{"x": "#, count: 150) + "1",
    ])
  func hostile(text: String) throws {
    try folder.write([
      "out/trainer_state.json": text, "ok/trainer_state.json": state(1, rows: #"{"loss": 1, "step": 1}"#),
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.runs.contains { $0.key == "ok" })
    let steps = contents.runs.flatMap { $0.run.series.flatMap(\.steps) }
    #expect(Set(steps).isSubset(of: [0, 1, 2]))
  }

  @Test("stand beside a model card, which is the run's note, and files, which are its outputs")
  func neighbours() throws {
    try folder.write([
      "out/trainer_state.json": state(1), "out/README.md": "---\nlicense: mit\n---\n\n# Model\n",
      "out/config.json": "{}",
      "out/training_args.bin": "b", "out/train.py": "", "out/checkpoint-1/optimizer.pt": "o", "out/src/x.json": "{}",
      "project/trainer_state.json": state(1), "project/README.md": "# My project\n",
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.runs.map(\.run.note) == ["\n# Model\n", nil])
    #expect(contents.runs[0].run.files.map(\.path) == ["config.json", "training_args.bin"])
    #expect(contents.runs[0].run.files.allSatisfy { $0.role == .output })
  }
}
