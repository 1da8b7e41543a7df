internal import RunModel

/// A run's configuration, changed item by item.
struct ConfigTree {
  private static let depthLimit = 64
  private var members: [String: Node] = [:]

  private enum Node {
    case value(StructuredValue)
    indirect case tree(ConfigTree)
  }

  /// Sets what stands under a key; objects are taken apart, so that a later item may change a part of them.
  mutating func set(_ path: [String], to value: StructuredValue) {
    set(path[...].prefix(ConfigTree.depthLimit), to: value)
  }

  private mutating func set(_ path: ArraySlice<String>, to value: StructuredValue) {
    guard let first = path.first else { return }
    let rest = path.dropFirst()
    guard !rest.isEmpty else {
      members[first] = .value(value)
      return
    }
    var below = takeTree(first)
    below.set(rest, to: value)
    members[first] = .tree(below)
  }

  mutating func remove(_ path: [String]) { remove(path[...].prefix(ConfigTree.depthLimit)) }

  private mutating func remove(_ path: ArraySlice<String>) {
    guard let first = path.first else { return }
    let rest = path.dropFirst()
    guard !rest.isEmpty else {
      members[first] = nil
      return
    }
    guard members[first] != nil else { return }
    var below = takeTree(first)
    below.remove(rest)
    members[first] = .tree(below)
  }

  /// What stands under a key as a tree, taken out so that changing it copies nothing.
  private mutating func takeTree(_ name: String) -> ConfigTree {
    switch members.removeValue(forKey: name) {
    case .tree(let tree): return tree
    case .value(.object(let object)):
      var tree = ConfigTree()
      for member in object { tree.members[member.name] = .value(member.value) }
      return tree
    case .value, nil: return ConfigTree()
    }
  }

  /// The whole as a value, members in the order of names, without what W&B keeps there for itself.
  var value: StructuredValue {
    .object(
      members.filter { $0.key != "_wandb" }.sorted { NameOrder.precedes($0.key, $1.key) }.map { name, node in
        switch node {
        case .value(let value): .init(name, value)
        case .tree(let tree): .init(name, tree.value)
        }
      })
  }

  var isEmpty: Bool { members.allSatisfy { $0.key == "_wandb" } }
}
