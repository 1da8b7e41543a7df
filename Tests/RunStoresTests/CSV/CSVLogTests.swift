import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Training logs in CSV files")
struct CSVLogTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, as name: String = "exp/log.csv") throws -> StoreContents {
    try folder.write([name: text])
    return try StoreContents(at: folder.path)
  }

  private func column(_ run: Run?, _ name: String) throws -> (steps: [Int64], values: [Double]) {
    let series = try #require(run?.series(name))
    return (series.steps, series.values)
  }

  @Test("have a series for each column with a number, by their step, gaps left out")
  func sparse() throws {
    let contents = try read("epoch,step,val_loss,train_loss\r\n0,4,,0.5\r\n0,9,0.25,\r\n1,14,,0.125\r\n")
    let run = try #require(contents.run)
    #expect(run.series.map(\.name) == ["epoch", "train_loss", "val_loss"])
    #expect(try column(run, "epoch") == ([4, 9, 14], [0, 0, 1]))
    #expect(try column(run, "train_loss") == ([4, 14], [0.5, 0.125]))
    #expect(try column(run, "val_loss") == ([9], [0.25]))
    #expect(run.series.allSatisfy { $0.lastRule == .lastWritten && !$0.isSinglePrecision })
    #expect(contents.diagnostics == [])
  }

  @Test("hold NaN, infinities and words for nothing")
  func words() throws {
    let contents = try read(
      "step,loss\n0,nan\n1,NaN\n2,inf\n3,-inf\n4,Infinity\n5,NA\n6,null\n7,\"\"\n8,None\n9,1e400\n10,-0.5e-3\n")
    let loss = try column(contents.run, "loss")
    #expect(loss.steps == [0, 1, 2, 3, 4, 9, 10])
    #expect(loss.values.map(\.description) == ["nan", "nan", "inf", "-inf", "inf", "inf", "-0.0005"])
    #expect(contents.diagnostics == [])
  }

  @Test("are found with any separator, padding and a byte-order mark")
  func dialects() throws {
    for text in [
      "\u{FEFF}Epoch;Loss;Val Loss\n1;0.5;0.6\n2;0.4;0.7\n", "  Epoch , Loss , Val Loss \n  1 ,  0.5 ,0.6\n 2,0.4 ,0.7",
      "Epoch\tLoss\tVal Loss\r\n1\t0.5\t0.6\r\n2\t0.4\t0.7\r\n",
    ] {
      let contents = try read(text)
      #expect(try column(contents.run, "Loss") == ([1, 2], [0.5, 0.4]))
      #expect(try column(contents.run, "Val Loss") == ([1, 2], [0.6, 0.7]))
    }
  }

  @Test(
    "of a live run lose a last line that is cut, and nothing is warned of", arguments: ["2,0.", "2", "\"2", "2,\"0.1"])
  func cut(rest: String) throws {
    let contents = try read("epoch,loss,acc\n0,1,2\n1,3,4\n" + rest)
    #expect(try column(contents.run, "loss") == ([0, 1], [1, 3]))
    #expect(contents.warnings == [])
    #expect(
      contents.notes.allSatisfy {
        $0.hasSuffix(":4: the last line is cut short and left out, as in a run that still writes")
      })
  }

  @Test("whose last row has no line end keep it, unless the file ends where a block does")
  func noLineEnd() throws {
    let text = "epoch,loss\n0,1\n1,3"
    #expect(try column(try read(text).run, "loss").values == [1, 3])
    let rows = (0..<(4096 - 11 - 8) / 4).map { _ in "1,3\n" }.joined()
    let block = "epoch,loss\n0,3\n" + rows + "1,30"
    let padded = block + String(repeating: "5", count: 4096 - block.utf8.count)
    #expect(padded.utf8.count == 4096)
    let contents = try read(padded)
    #expect(contents.run?.series("loss")?.values.last == 3)
    #expect(contents.notes.contains { $0.contains("cut short") })
  }

  @Test("with rows of other lengths are read as far as those go, said once")
  func ragged() throws {
    let contents = try read("epoch,loss,acc\n0,1,2\n1,3\n2,4,5,6\n3,7,8,\n")
    #expect(try column(contents.run, "loss") == ([0, 1, 2, 3], [1, 3, 4, 7]))
    #expect(try column(contents.run, "acc") == ([0, 2, 3], [2, 5, 8]))
    #expect(
      contents.warnings == [
        "\(folder.path)/exp/log.csv:3: rows with another number of cells: 2; the header has 3, "
          + "what they have is read from the left"
      ])
  }

  @Test("with text lose it: a column with a note, cells among numbers with a warning")
  func text() throws {
    let contents = try read(
      "epoch,loss,phase,best\n0,1,warm up,True\n1,\"0,5\",train,False\n2,oops,train,True\n3,2,x,y\n")
    #expect(contents.run?.series.map(\.name) == ["loss"])
    let file = folder.path + "/exp/log.csv"
    #expect(
      contents.warnings == [
        "\(file):3: cells that are no numbers are left out: 2; the first is \"0,5\" in \"loss\""
      ])
    #expect(contents.notes == ["\(file): columns of text are left out: \"phase\", \"best\""])
  }

  @Test("with columns of one name or of none keep the named ones apart")
  func names() throws {
    let contents = try read(",epoch,loss,loss,loss (2)\n0,5,1,2,3\n1,6,4,5,6\n")
    #expect(contents.run?.series.map(\.name) == ["loss", "loss (2)", "loss (2) (2)"])
    #expect(try column(contents.run, "loss (2)").values == [2, 5])
    #expect(contents.run?.series("loss")?.steps == [5, 6])
  }

  @Test("that were appended to keep their steps as they are, and say so")
  func appended() throws {
    let contents = try read("epoch,loss\n0,1\n1,2\n2,3\nepoch,loss\n0,4\n1,5\n")
    #expect(try column(contents.run, "loss") == ([0, 1, 2, 0, 1], [1, 2, 3, 4, 5]))
    #expect(contents.warnings == [])
    #expect(
      contents.notes.map { $0.replacing(folder.path, with: "") } == [
        "/exp/log.csv:5: the header is repeated 1 times",
        "/exp/log.csv:6: epoch goes back, as where another training was appended: 1 times; steps stay as they are written",
      ])
  }

  @Test("without a step in some rows count them to the step before")
  func stepless() throws {
    let contents = try read(
      "loss,step\n" + (1...20).map { "\($0),\($0)\n" }.joined() + "21,\n22,1e30\n23,23.0\n", as: "exp/metrics.csv")
    #expect(contents.run?.series("loss")?.steps.suffix(4) == [20, 20, 20, 23])
    #expect(
      contents.warnings == [
        "\(folder.path)/exp/metrics.csv:22: rows whose step is no whole number: 2; they count to the step before"
      ])
  }

  @Test("have times where a column holds moments, in whichever unit")
  func times() throws {
    for (cell, milliseconds) in [
      ("1700000000.5", 1_700_000_000_500), ("1700000000500", 1_700_000_000_500),
      ("2023-11-14 22:13:20.5", 1_700_000_000_500), ("1700000000500000", 1_700_000_000_500),
    ] as [(String, Int64)] {
      let contents = try read("Wall time,Step,Value\n\(cell),1,0.5\n,2,0.25\n", as: "exp/val_loss.csv")
      let run = try #require(try StoreContents(at: folder.path + "/exp/val_loss.csv").run)
      #expect(run.series.map(\.name) == ["Value"])
      #expect(run.series[0].times == [milliseconds, MetricSeries.noTime])
      #expect(run.header.start?.milliseconds == milliseconds)
      #expect(contents.names == ["exp · val_loss"])
    }
  }

  @Test("keep seconds since their start as a metric")
  func elapsed() throws {
    let run = try #require(try read("epoch,time,loss\n0,1.5,3\n1,2.5,2\n").run)
    #expect(run.series.map(\.name) == ["loss", "time"])
    #expect(run.series[0].times == [MetricSeries.noTime, MetricSeries.noTime])
  }

  @Test("with batches that start over in every epoch count their rows")
  func batches() throws {
    let rows = (0..<4).flatMap { epoch in (0..<5).map { "\(epoch),\($0),\(epoch).\($0)\n" } }.joined()
    let contents = try read("epoch,batch,loss\n" + rows)
    #expect(contents.run?.series("loss")?.steps == (0..<20).map { Int64($0) })
    #expect(contents.run?.series.map(\.name) == ["batch", "epoch", "loss"])
    #expect(contents.notes.first?.contains("\"epoch\", \"batch\" start over") == true)
  }
}
