import Foundation
import TestSupport
import Testing

@Suite("Who may import whom")
struct ImportRuleTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: Checkout.root + "/" + path, encoding: .utf8)
  }

  /// The modules of the house, each a folder.
  private static var modules: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: Checkout.root + "/Sources")) }
  }

  /// What `Package.swift` lets each module of Swift import, of the house and others.
  private static var allowed: [String: Set<String>] {
    get throws {
      let package = try text("Package.swift").replacing(#/ \/\/.*|package: "[^"]*"/#, with: "")
      let rooms = package.matches(of: #/room\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/#).map { match in
        let names = match.2?.matches(of: #/"(\w+)"/#).map { String($0.1) } ?? []
        return (String(match.1), Set(names))
      }
      return Dictionary(uniqueKeysWithValues: rooms)
    }
  }

  /// What the table of docs/architecture.md says of the same.
  private static var documented: [String: Set<String>] {
    get throws {
      let modules = try modules
      var rows: [String: Set<String>] = [:]
      for row in try text("docs/architecture.md").matches(of: #/\n\| ([^|]+) \| ([^|]+) \|(?=\n)/#) {
        let words = row.2.replacing("libcmark", with: "CCmark").split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for name in row.1.split(separator: ", ") where modules.contains(String(name)) {
          rows[String(name)] = modules.intersection(words)
        }
      }
      return rows
    }
  }

  @Test("the table of docs/architecture.md says what Package.swift enforces")
  func tableIsTrue() throws {
    let (modules, allowed, documented) = (try Self.modules, try Self.allowed, try Self.documented)
    #expect(allowed.count > 15)
    for (name, imports) in allowed {
      #expect(documented[name] == imports.intersection(modules), "\(name)")
    }
  }

  @Test("no module is allowed an import that it does without")
  func nothingIsAllowedInVain() throws {
    for (name, imports) in try Self.allowed {
      let files = try FileManager.default.subpathsOfDirectory(atPath: Checkout.root + "/Sources/" + name)
      var unused = imports
      for file in files where file.hasSuffix(".swift") && !unused.isEmpty {
        for line in try Self.text("Sources/\(name)/\(file)").matches(of: #/(?m)^[@\w ]*import (\w+)/#) {
          unused.remove(String(line.1))
        }
      }
      #expect(unused.isEmpty, "\(name) does without \(unused.sorted())")
    }
  }
}
