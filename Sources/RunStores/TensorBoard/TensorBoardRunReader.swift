internal import Diagnostics
import FileAccess
internal import RunModel

/// Makes a run of its event files.
struct TensorBoardRunReader: ~Copyable {
  /// Of the images and of the texts of one tag, as many of the first and as many of the last steps are shown.
  private static let endLimit = 10

  private let shown: String
  private let diagnostics: DiagnosticCollector
  private var collector = EventCollector()
  private var paths: [String] = []
  /// In the order of the files.
  private var hosts: [String] = []

  /// - Parameter shown: the run's folder, or its only file, as messages name it.
  init(shownAs shown: String, reporting diagnostics: DiagnosticCollector) {
    self.shown = shown
    self.diagnostics = diagnostics
  }

  /// Reads an event file, after those that come before it by name.
  mutating func read(_ path: String, shownAs file: String) {
    collector.file = paths.count
    paths.append(path)
    if let host = EventFiles.host(of: PathText.lastPart(of: path)), !hosts.contains(host) { hosts.append(host) }
    do {
      let damagedBefore = collector.damagedCount
      var reader = try EventFileReader(path)
      while let record = reader.next() { collector.take(record) }
      reader.ending.tell(diagnostics, of: file)
      let damaged = collector.damagedCount - damagedBefore
      if damaged > 0 {
        let what =
          damaged == 1
          ? "1 record holds no whole event: what it lacks" : "\(damaged) records hold no whole event: what they lack"
        diagnostics.warn(file, what + " is left out")
      }
      let skipped = reader.skippedCount
      if skipped > 0 {
        let limit = "larger than \(EventFileReader.recordLimit >> 20) MiB"
        diagnostics.warn(
          file, skipped == 1 ? "1 record \(limit) is left out" : "\(skipped) records \(limit) are left out")
      }
    } catch {
      diagnostics.warn(file, "cannot be read: \(error.reason)")
    }
  }

  /// The run, once all of its files are read.
  mutating func run(id: String) -> Run {
    tellWhatIsLeftOut()
    var run = Run(header: header(id: id), series: collector.takeSeries())
    addTexts(to: &run)
    addImages(to: &run)
    return run
  }

  private func header(id: String) -> RunHeader {
    var header = RunHeader(id: id)
    header.start = collector.hparams.start?.time ?? collector.times?.lowerBound
    header.heartbeat = collector.times?.upperBound
    header.end = collector.hparams.end?.time
    header.status = collector.hparams.end?.status ?? .unknown
    for host in hosts { header.setHost(host) }
    if let session = collector.hparams.start {
      header.parameters = session.parameters
      header.tags = [
        NamedValue("group_name", session.groupName), NamedValue("model_uri", session.modelURI),
        NamedValue("monitor_url", session.monitorURL),
      ].filter { !$0.value.isEmpty }
    }
    if let user = collector.hparams.experiment?.user, !user.isEmpty { header.user = user }
    return header
  }

  private func tellWhatIsLeftOut() {
    let (points, metrics) = collector.dropped
    if points > 0 {
      diagnostics.note(
        shown,
        "\(points == 1 ? "1 point" : "\(points) points") of \(metrics == 1 ? "1 metric" : "\(metrics) metrics") "
          + "left out: a later one is of the same step or an earlier one, as after a restart, and replaces it")
    }
    let kept = collector.oneStepCount
    if kept > 0 {
      diagnostics.note(
        shown,
        (kept == 1 ? "1 metric has" : "\(kept) metrics have")
          + " several points, all of one step: all are kept, where TensorBoard keeps the last")
    }
    let unreadable = collector.unreadableCount
    if unreadable > 0 {
      diagnostics.warn(
        shown,
        unreadable == 1
          ? "1 value of a metric is left out, as it is not one number"
          : "\(unreadable) values of metrics are left out, as they are not one number")
    }
    let skipped = collector.skippedKinds
    if !skipped.isEmpty { diagnostics.note(shown, "not shown: " + skipped.joined(separator: ", ")) }
  }

  // MARK: Texts and images

  private func addTexts(to run: inout Run) {
    var sections: [String] = []
    if let description = collector.hparams.experiment?.description, !description.isEmpty {
      sections.append(description)
    }
    var records: [MetricRecord] = []
    collector.forEachColumn(.text) { tag, entries in
      guard let latest = entries.last else { return }
      let name = TensorBoardRunReader.textName(tag)
      sections.append("## \(TensorBoardRunReader.escaped(name))\n\n\(text(latest))")
      guard entries.count > 1 else { return }
      for entry in ends(of: entries, "texts", tag) {
        records.append(
          MetricRecord(
            name: name, kind: .text, step: entry.step,
            time: WallTimes.milliseconds(entry.wallTime).map(Timestamp.init(milliseconds:)),
            data: .string(text(entry))))
      }
    }
    if !sections.isEmpty { run.note = sections.joined(separator: "\n\n") }
    run.records += records
  }

  private func text(_ entry: StepColumn.Entry) -> String { collector.texts[Int(entry.payload)] }

  private func addImages(to run: inout Run) {
    var shelf = ImageShelf()
    collector.forEachColumn(.image) { tag, entries in
      for entry in ends(of: entries, "images", tag) {
        let image = collector.images[Int(entry.payload)]
        shelf.add(image, tag: tag, entry: entry, location: paths[image.file])
      }
    }
    if shelf.leftOutCount > 0 {
      diagnostics.note(shown, "\(shelf.leftOutCount) images are left out, beyond the first of values that hold many")
    }
    run.files = shelf.files.sorted { NameOrder.precedes($0.path, $1.path) }
    run.records += shelf.records
  }

  /// The first and the last of some entries, and a note if there are more.
  private func ends(
    of entries: UnsafeBufferPointer<StepColumn.Entry>, _ what: String, _ tag: String
  ) -> [StepColumn.Entry] {
    let limit = TensorBoardRunReader.endLimit
    guard entries.count > 2 * limit else { return Array(entries) }
    diagnostics.note(
      shown,
      "of the \(entries.count) \(what) of \"\(tag.prefix(60))\" the first \(limit) and the last \(limit) are shown")
    return entries.prefix(limit) + entries.suffix(limit)
  }

  /// A text's tag without what torch appends to it.
  private static func textName(_ tag: String) -> String {
    let ending = "/text_summary"
    return tag.hasSuffix(ending) && tag != ending ? String(tag.dropLast(ending.count)) : tag
  }

  /// A tag as Markdown that shows it as it is, on one line.
  private static func escaped(_ tag: String) -> String {
    var text = ""
    for scalar in tag.unicodeScalars.prefix(200) {
      if scalar.isASCII, scalar.properties.generalCategory != .control, !scalar.properties.isAlphabetic,
        !("0"..."9").contains(scalar), scalar != " "
      {
        text += "\\"
      }
      text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return text
  }
}
