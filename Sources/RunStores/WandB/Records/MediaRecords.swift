internal import FileAccess
internal import RunModel

/// Makes records of what is logged and no number.
enum MediaRecords {
  /// A larger table is no table to look at.
  private static let tableSizeLimit: Int64 = 16 << 20
  /// How many images logged at once are shown.
  private static let imageLimit = 32

  /// The records of a media object: one for each of its files that is there.
  static func records(_ name: String, _ object: LoggedMedia, in files: RunFolderFiles) -> [MetricRecord] {
    switch object.type {
    case "image-file":
      let path = object.value["path"]?.string
      return path.flatMap { image(name, $0, object.value["caption"], object, files) }.map { [$0] } ?? []
    case "images/separated":
      let names = object.value["filenames"]?.list ?? []
      let captions = object.value["captions"]?.list ?? []
      return names.prefix(imageLimit).enumerated().compactMap { index, path in
        let caption = index < captions.count ? captions[index] : nil
        return path.string.flatMap { image(name, $0, caption, object, files) }
      }
    case "table-file":
      guard let path = object.value["path"]?.string, let file = files.media(path), let table = table(file) else {
        return []
      }
      return [MetricRecord(name: name, kind: .table, step: object.step, time: object.time, data: table)]
    default: return []
    }
  }

  /// The record of a text, truth value or list; nil for a list of lists or objects.
  static func record(_ name: String, _ logged: LoggedValue) -> MetricRecord? {
    let data: (kind: MetricRecord.Kind, value: StructuredValue)
    switch logged.value {
    case .string: data = (.text, logged.value)
    case .bool(let flag): data = (.text, .string(flag ? "true" : "false"))
    case .list(let items) where !items.isEmpty && items.allSatisfy(isPlain): data = (.list, logged.value)
    default: return nil
    }
    return MetricRecord(name: name, kind: data.kind, step: logged.step, time: logged.time, data: data.value)
  }

  private static func isPlain(_ value: StructuredValue) -> Bool {
    value.object == nil && value.list == nil
  }

  private static func image(
    _ name: String, _ path: String, _ caption: StructuredValue?, _ object: LoggedMedia, _ files: RunFolderFiles
  ) -> MetricRecord? {
    guard let file = files.media(path) else { return nil }
    var data = [StructuredValue.Member("path", .string(file.path))]
    if let caption, caption.string != nil { data.append(.init("caption", caption)) }
    return MetricRecord(name: name, kind: .image, step: object.step, time: object.time, data: .object(data))
  }

  /// A table's file, `{"columns": […], "data": [[…], …]}`, as columns.
  private static func table(_ file: RunFile) -> StructuredValue? {
    guard file.size <= tableSizeLimit, let bytes = try? FileBytes.read(file.location),
      let value = try? JSONReader.read(bytes), let names = value["columns"]?.list, let rows = value["data"]?.list
    else { return nil }
    var columns = [[StructuredValue]](repeating: [], count: names.count)
    for row in rows {
      guard let cells = row.list else { continue }
      for index in columns.indices { columns[index].append(index < cells.count ? cells[index] : .null) }
    }
    return .object(zip(names, columns).map { .init($0.parameterText, .list($1)) })
  }
}
