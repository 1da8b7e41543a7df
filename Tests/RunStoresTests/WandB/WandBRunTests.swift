import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("Runs of Weights & Biases")
struct WandBRunTests {
  private func run(_ build: (inout RecordFile) -> Void) throws -> Run {
    try WandBReading.run(RecordFile(build)).run
  }

  @Test("numbers become series with step and time, NaN and infinities too")
  func numbers() throws {
    let run = try run {
      $0.run()
      $0.row(0, time: "1700000000.25", ["loss": "1.5", "acc": "0"])
      $0.row(1, time: "1700000001.5", ["loss": "NaN", "_runtime": "3"])
      $0.row(5, ["loss": "-Infinity", "acc": "Infinity"])
      $0.row(6, ["loss": "1e-300", "acc": "1152921504606846976"])
      $0.exit()
    }
    #expect(run.series.map(\.name) == ["acc", "loss"])
    let loss = try #require(run.series("loss"))
    #expect(loss.steps == [0, 1, 5, 6])
    #expect(loss.times == [1_700_000_000_250, 1_700_000_001_500, MetricSeries.noTime, MetricSeries.noTime])
    #expect(loss.values[0] == 1.5 && loss.values[1].isNaN && loss.values[2] == -.infinity && loss.values[3] == 1e-300)
    #expect(loss.lastRule == .lastWritten)
    #expect(run.series("acc")?.values == [0, .infinity, 1_152_921_504_606_846_976])
    #expect(run.header.status == .completed)
    #expect(run.header.heartbeat?.milliseconds == 1_700_000_001_500)
    #expect(run.header.end == run.header.heartbeat)
  }

  @Test("the step is the record's own, else the item's, else the one after the last")
  func steps() throws {
    let run = try run {
      $0.run()
      $0.row(nil, ["x": "1"])
      $0.row(nil, ["x": "2", "_step": "10"])
      $0.row(nil, ["x": "3"])
      $0.row(20, ["x": "4", "_step": "99"])
    }
    #expect(run.series("x")?.steps == [0, 10, 11, 20])
  }

  @Test("nested keys and dictionaries are joined with points")
  func nesting() throws {
    let run = try run {
      $0.run()
      $0.add(2) {
        $0.nested(1, ["val", "deep", "f1"], "0.5")
        $0.items(1, ["old": #"{"d": {"x": 3}, "y": -4}"#, "a.b": "1"])
      }
      $0.add(2) { $0.nested(1, ["a", "b"], "2") }
    }
    #expect(run.series.map(\.name) == ["a.b", "old.d.x", "old.y", "val.deep.f1"])
    #expect(run.series("a.b")?.values == [1, 2])
  }

  @Test("typed fields of newer protos count as well")
  func typedFields() throws {
    let run = try run {
      $0.run()
      $0.add(2) { row in
        row.message(1) {
          $0.text(1, "number"); $0.double(6, 2.5)
        }
        row.message(1) {
          $0.text(1, "integer"); $0.varint(5, 5)
        }
        row.message(1) {
          $0.text(1, "json"); $0.text(8, "7")
        }
        row.message(1) {
          $0.text(1, "word"); $0.text(7, "hello")
        }
      }
    }
    #expect(run.series.map { [$0.name: $0.values] } == [["integer": [-3]], ["json": [7]], ["number": [2.5]]])
    #expect(run.records.map(\.name) == ["word"])
  }

  @Test("of texts, truth values and lists the last one is kept")
  func others() throws {
    let run = try run {
      $0.run()
      $0.row(0, ["word": #""a""#, "flag": "true", "list": "[1, 2]", "none": "null", "matrix": "[[1]]"])
      $0.row(1, ["word": #""b""#, "flag": "false"])
    }
    #expect(run.series.isEmpty)
    #expect(
      run.records == [
        MetricRecord(name: "list", kind: .list, step: 0, time: nil, data: .list([.integer(1), .integer(2)])),
        MetricRecord(name: "flag", kind: .text, step: 1, time: nil, data: .string("false")),
        MetricRecord(name: "word", kind: .text, step: 1, time: nil, data: .string("b")),
      ])
  }

  @Test("media are no numbers, whether written as one value or level by level, and are counted")
  func media() throws {
    let (run, messages) = try WandBReading.run(
      RecordFile {
        $0.run()
        $0.row(0, ["h": #"{"_type": "histogram", "values": [1], "bins": [0, 1]}"#, "loss": "1"])
        $0.add(2) {
          $0.nested(1, ["img", "width"], "4")
          $0.nested(1, ["h", "packedBins", "size"], "4")
          $0.nested(1, ["img", "_type"], #""image-file""#)
          $0.nested(1, ["h", "_type"], #""histogram""#)
          $0.nested(1, ["v", "_type"], #""video-file""#)
        }
      })
    #expect(run.series.map(\.name) == ["loss"])
    #expect(messages == [": logged objects that are not shown: histogram (2), video-file (1)"])
  }

  @Test("a number that is only in the summary is one point; aggregates and media are not")
  func summary() throws {
    let run = try run {
      $0.run()
      $0.row(3, ["loss": "2"])
      $0.add(3) {
        $0.items(
          1, ["best": "0.5", "loss": #"{"min": 1}"#, "gone": "1", "word": #""hi""#, "_step": "3", "bad": #""NaN""#])
        $0.nested(1, ["h", "_type"], #""histogram""#)
        $0.nested(1, ["h", "size"], "3")
        $0.nested(1, ["nest", "v"], "7")
      }
      $0.add(3) {
        $0.items(1, ["best": "0.75", "loss": "9"])
        $0.items(2, ["gone": ""])
      }
    }
    #expect(run.series.map(\.name) == ["bad", "best", "loss", "nest.v"])
    #expect(run.series("best")?.values == [0.75])
    #expect(run.series("best")?.steps == [3])
    #expect(run.series("loss")?.values == [2])
    #expect(run.series("bad")?.values.first?.isNaN == true)
    #expect(run.records.map(\.name) == ["word"])
  }

  @Test("the configuration follows updates and removals, without W&B's own part")
  func configuration() throws {
    let run = try run {
      $0.run {
        $0.message(4) {
          $0.items(
            1, ["lr": "0.1", "opt": #"{"name": "adam", "betas": [0.9, 0.99]}"#, "none": "null", "_wandb": #"{"x": 1}"#])
        }
      }
      $0.add(5) {
        $0.items(1, ["lr": "1e-05", "late": #"{"k": {"d": true}}"#])
        $0.nested(1, ["opt", "name"], #""sgd""#)
        $0.nested(2, ["late", "k", "x"], "")
        $0.items(2, ["none": ""])
      }
    }
    #expect(
      run.header.parameters == [
        NamedValue("late.k.d", "true"), NamedValue("lr", "1e-05"), NamedValue("opt.betas", "[0.9, 0.99]"),
        NamedValue("opt.name", "sgd"),
      ])
  }

  @Test("the records say who, where and from what code, but not the e-mail address")
  func facts() throws {
    let run = try run {
      $0.run {
        $0.text(2, "team")
        $0.text(6, "g")
        $0.text(7, "train")
        $0.text(8, "name ü")
        $0.text(9, "# Note")
        $0.text(10, "b")
        $0.text(10, "a")
        $0.text(12, "sw1")
        $0.text(13, "host")
      }
      $0.add(26) {
        $0.text(5, "--lr=1")
        $0.text(5, "x")
        $0.text(6, "train.py")
        $0.message(9) {
          $0.text(1, "https://me:secret@example.org/r.git"); $0.text(2, "abc123")
        }
        $0.text(10, "me@example.org")
        $0.text(13, "me")
      }
      $0.exit(3)
    }
    let header = run.header
    #expect(header.name == "name ü" && run.note == "# Note")
    #expect(header.user == "me" && header.computeTarget == "host")
    #expect(header.script == "train.py" && header.arguments == ["--lr=1", "x"])
    #expect(header.source.repository == "https://example.org/r.git" && header.source.commit == "abc123")
    #expect(header.start?.milliseconds == 1_700_000_000_000)
    #expect(header.status == .failed && header.error == "exit code 3")
    #expect(run.tag("tags") == "b, a" && run.tag("group") == "g" && run.tag("job_type") == "train")
    #expect(run.tag("sweep") == "sw1" && run.tag("entity") == "team" && header.parent == "sw1")
    #expect(!"\(run)".contains("me@example.org"))
  }

  @Test("a run without an exit still runs, as of its last record")
  func running() throws {
    let (run, messages) = try WandBReading.run(
      RecordFile {
        $0.run()
        $0.printed("hello\n")
      })
    #expect(run.header.status == .running)
    #expect(run.header.heartbeat?.milliseconds == 1_700_000_100_000)
    #expect(run.header.end == nil)
    #expect(messages == [])
  }

  @Test("what was printed is found in the records, also where it spans blocks")
  func console() throws {
    let long = String(repeating: "0123456789", count: 7000)
    let file = RecordFile {
      $0.run()
      $0.printed("step 1\r")
      $0.row(0, ["x": "1"])
      $0.printed(long)
      $0.add(4) { $0.text(3, "old\n") }
    }
    let log = try #require(try WandBReading.run(file).run.files.first)
    #expect(log.path == "output.log" && log.role == .log)
    let text = log.pieces.flatMap { file.bytes[Int($0.offset)..<Int($0.offset + $0.count)] }
    #expect(String(decoding: text, as: UTF8.self) == "step 1\r" + long + "old\n")
    #expect(log.size == Int64(text.count))
  }

  @Test("says what is damaged, and where, and what is only cut")
  func damage() throws {
    var file = RecordFile {
      $0.run()
      for step in 0..<100 { $0.row(UInt64(step), ["x": "1"]) }
    }
    let cut = try WandBReading.run(RecordFileBytes.of(file, count: file.starts[50] + 9))
    #expect(cut.run.series("x")?.count == 49)
    #expect(cut.messages == [": ends within a record, as when a run is killed: what is before is kept"])
    file = RecordFileBytes.of(file) { $0[file.starts[10] + 12] ^= 0xFF }
    let damaged = try WandBReading.run(file)
    #expect(damaged.run.series("x")?.count == 99)
    #expect(
      damaged.messages == [": is damaged at byte \(file.starts[10]): the records there are lost, all others are kept"])
  }

  @Test("Slurm's variables in the record of the environment name partition, nodes and job")
  func slurm() throws {
    let run = try WandBReading.run(
      RecordFile {
        $0.run { $0.text(13, "gpu001") }
        $0.add(26) { environment in
          for (name, value) in [
            ("job_partition", "a100"), ("job_nodelist", "gpu[001-002,7]"), ("nnodes", "3"), ("job_id", "4711"),
          ] {
            environment.message(27) {
              $0.text(1, name)
              $0.text(2, value)
            }
          }
          environment.message(27) { $0.text(2, "without a name") }
          environment.text(27, "\u{FF}")
        }
      }
    ).run
    #expect(run.header.computeTarget == "a100" && run.header.nodes == ["gpu001", "gpu002", "gpu7"])
    #expect(run.header.nodeCount == 3 && run.tag("slurm_job_id") == "4711" && run.tag("slurm_nnodes") == nil)
  }
}
