import Diagnostics
import FileAccess
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("What is a training log and what is data")
struct CSVRecognitionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let steady = (1...30).map { "\($0),\($0 * 3 % 7),0.\($0)\n" }.joined()

  @Test(
    "data is not taken for one",
    arguments: [
      "id,name,age\n1,a,30\n2,b,40\n", "x,y\n0,1\n1,2\n", "epoch,temperature\n1600000000,21\n1600000060,22\n",
      "epoch,ra,dec\n2000,10.5,20.5\n2000,11.5,21.5\n2000,12.5,22.5\n2000,1,2\n",
      "epoch,flux\n2451545.5,1\n2451546.5,2\n",
      "step,type,amount,nameOrig\n1,PAYMENT,9.5,C12\n1,TRANSFER,18.1,C13\n1,CASH_OUT,7,C14\n",
      "trial,subject,rt\n1,7,0.5\n2,7,0.6\n3,7,0.4\n", "round,team,goals\n1,2,3\n2,3,1\n",
      "step,instruction\n1,mix\n2,stir\n",
      "batch,weight\n1,5\n2,6\n", "iteration,value\n7,1\n3,2\n9,1\n1,2\n5,1\n2,3\n", "loss,claim\n100,1\n200,2\n",
      "model,loss,accuracy\nresnet,0.5,0.9\nvgg,0.6,0.8\n",
      "lr,batch_size,loss,accuracy\n0.1,32,0.5,0.9\n0.01,64,0.4,0.9\n",
      "date,close\n2020-01-01,5\n2020-01-02,6\n", "epoch,loss\n", "epoch\n1\n2\n", "", "\n\n", "1,2\n3,4\n",
      "epoch,loss\na,b\n",
      "step,step\n1,1\n2,2\n",
    ])
  func data(text: String) throws {
    try folder.write(["data.csv": text])
    #expect(throws: StoreFailure.self) { try StoreContents(at: folder.path) }
  }

  @Test(
    "a log is taken for one",
    arguments: [
      "step,a,b\n" + steady, "iter,foo\n" + (0..<9).map { "\($0),\($0)\n" }.joined(), "epoch,train_loss\n1,2\n",
      "Trial,Score,AUC\n1,2,0.5\n2,3,0.6\n", "episode,reward,steps,win\n1,-3.5,20,0\n2,5,18,1\n",
      "global_step;lr\n10;0.5\n20;0.4\n", "Epoch,trainLoss,note\n1,0.5,a\n2,0.4,b\n",
      "# epoch loss\nepoch,loss\n0,5\n1,4\n",
      "# epoch,loss\n0,5\n1,4\n", "step,mAP50\n0,1\n0,2\n1,2\n0,1\n1,1\n",
    ])
  func log(text: String) throws {
    try folder.write(["data.csv": text])
    #expect(try StoreContents(at: folder.path).runs.count == 1)
  }

  @Test("a log with another ending is one only with Keras' first column")
  func endings() throws {
    try folder.write(["a.log": "step,loss\n0,1\n1,2\n", "b.txt": "epoch,loss\n0,1\n", "run.log": "epoch: 3, loss: 5\n"])
    #expect(throws: StoreFailure.self) { try StoreContents(at: folder.path) }
    try folder.write(["c.log": "epoch,loss\n0,1\n"])
    #expect(try StoreContents(at: folder.path).runs.map(\.key) == ["c.log"])
  }

  @Test("a file that is named may be any table of numbers")
  func named() throws {
    try folder.write(["dir/data.csv": "x,y\n0.5,1\n1.5,2\n"])
    let contents = try StoreContents(at: folder.path + "/dir/data.csv")
    #expect(contents.names == ["dir · data"])
    #expect(contents.run?.series("y")?.steps == [0, 1])
    #expect(contents.stores[0].location == folder.path + "/dir/data.csv")
    #expect(contents.stores[0].folders == [])
    #expect(
      contents.notes == ["\(folder.path)/dir/data.csv: no column counts steps or epochs, so the rows are counted"])
  }

  @Test("a file that is named and cannot be read says why")
  func namedFailures() throws {
    for (text, reason) in [
      ("", "holds no rows"), ("1,2\n3,4\n", "has no header"), ("a,b\nx,y\n", "no column of numbers"),
    ] {
      try folder.write(["x.csv": text])
      let failure = #expect(throws: StoreFailure.self) { try StoreContents(at: folder.path + "/x.csv") }
      #expect(failure?.reason.contains(reason) == true)
    }
    try folder.write([0xFF, 0xFE, 0x61, 0x00], to: "x.csv")
    let failure = #expect(throws: StoreFailure.self) { try StoreContents(at: folder.path + "/x.csv") }
    #expect(failure?.reason == "is UTF-16 text, expected UTF-8")
  }

  @Test("links, FIFOs and broken text cost themselves")
  func hostile() throws {
    try folder.write(["exp/log.csv": "epoch,loss\n0,1\n1,2\n"])
    try folder.write(
      Array("epoch,loss".utf8) + [0xFF, 0x0A] + Array("0,1\n1,\0\0\n2,\u{FF}\n".utf8), to: "bad/log.csv")
    try FileManager.default.createDirectory(atPath: folder.path + "/odd", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/odd/log.csv", withDestinationPath: folder.path + "/exp/log.csv")
    mkfifo(folder.path + "/odd/fifo.csv", 0o644)
    try FileManager.default.createDirectory(atPath: folder.path + "/odd/d.csv", withIntermediateDirectories: true)
    let contents = try StoreContents(at: folder.path)
    #expect(contents.runs.map(\.key) == ["bad/log.csv", "exp/log.csv"])
    #expect(contents.runs[0].run.series.map(\.name) == ["loss\u{FFFD}"])
    #expect(contents.runs[0].run.series[0].values == [1])
    #expect(contents.warnings.count == 1)
  }

  @Test("thousands of columns are read, and more than any training has are not")
  func wide() throws {
    let names = (0..<3000).map { "layer.\($0).grad_norm" }.joined(separator: ",")
    let rows = (0..<30).map { row in
      "\(row)," + (0..<3000).map { $0 % 10 == row % 10 ? "0.\($0)" : "" }.joined(separator: ",")
    }
    try folder.write(["exp/log.csv": "step," + names + "\n" + rows.joined(separator: "\n") + "\n"])
    let run = try #require(try StoreContents(at: folder.path).run)
    #expect(run.series.count == 3000)
    #expect(run.series("layer.2999.grad_norm")?.steps == [9, 19, 29])
    try folder.write([
      "exp/log.csv": "step," + (0..<30_000).map { "loss\($0)" }.joined(separator: ",") + "\n"
        + "1," + [String](repeating: "2", count: 30_000).joined(separator: ",") + "\n"
    ])
    let contents = try StoreContents(at: folder.path + "/exp/log.csv")
    #expect(contents.run?.series.count == 19_999)
    #expect(contents.warnings.count == 1)
  }

  @Test("a changed file, settings file or new output changes the fingerprint, anything else does not")
  func fingerprints() throws {
    try folder.write(["exp/results.csv": "epoch,train/loss\n0,1\n", "exp/args.yaml": "a: 1\n"])
    let diagnostics = DiagnosticCollector()
    func fingerprint() throws -> SourceFingerprint {
      let store = try StoreDetection.stores(at: folder.path, options: ReadingOptions(), reporting: diagnostics)[0]
      let run = try #require(store.experiments(reporting: diagnostics).first?.runs.first)
      return try #require(store.fingerprint(of: run))
    }
    var seen = [try fingerprint().fingerprint]
    for (name, text, changes) in [
      ("exp/other/x.txt", "1", false), ("exp/results.csv", "epoch,train/loss\n0,1\n1,2\n", true),
      ("exp/args.yaml", "a: 20\n", true), ("exp/weights/best.pt", "w", true), ("exp/plot.png", "p", true),
    ] {
      try folder.write([name: text])
      let now = try fingerprint().fingerprint
      #expect(seen.contains(now) == !changes, "\(name)")
      seen.append(now)
    }
  }
}
