import Analysis
import Markup
import RunModel

/// The files of a run, printed: logs first.
struct RunFileTable {
  let files: [RunFile]

  private static let roles: [RunFile.Role] = [.log, .systemLog, .output, .other]

  private static func word(_ role: RunFile.Role) -> String {
    switch role {
    case .log: "log"
    case .systemLog: "system log"
    case .output: "output"
    case .other: "other"
    }
  }

  func bytes(isJSON: Bool) -> [UInt8] {
    let main = MainLog.choose(files)
    let order = RunFileTable.roles.flatMap { role in files.indices.filter { files[$0].role == role } }
    let sorted = order.filter { $0 == main } + order.filter { $0 != main }
    return isJSON ? json(sorted, main) : table(sorted, main)
  }

  private func table(_ order: [Int], _ main: Int?) -> [UInt8] {
    var table = TextTable(heads: ["file", "kind", "", "size"], textColumns: 3, isCut: false)
    for index in order {
      let file = files[index]
      let remark = index == main ? "main log" : file.obstacle?.rawValue ?? ""
      table.add([file.path, RunFileTable.word(file.role), remark, NumberText.bytes(file.size)])
    }
    return table.bytes
  }

  private func json(_ order: [Int], _ main: Int?) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in order {
      let file = files[index]
      var json = JSONWriter(reserving: 200)
      json.beginObject()
      json.key("path")
      json.string(file.path)
      json.key("kind")
      json.string(RunFileTable.word(file.role))
      json.key("size")
      json.integer(file.size)
      json.key("is_main_log")
      json.bool(index == main)
      json.key("obstacle")
      if let obstacle = file.obstacle { json.string(obstacle.rawValue) } else { json.null() }
      json.endObject()
      bytes += json.bytes + [0x0A]
    }
    return bytes
  }
}
