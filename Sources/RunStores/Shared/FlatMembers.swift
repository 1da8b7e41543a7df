internal import RunModel

extension StructuredValue {
  /// The members of an object and of the objects in it, by names joined with a full stop: `optimizer.lr`.
  ///
  /// An empty object, a list and whatever is not an object stays as it is, and so does an object whose name is longer than
  /// anybody reads: names that hold one another would be larger than the file by far.
  ///
  /// - Parameter stopping: an object for which this is true counts as one value.
  func flatMembers(
    _ prefix: String = "", stopping: (StructuredValue) -> Bool = { _ in false }
  ) -> [Member] {
    var members: [Member] = []
    addMembers(prefix, stopping, to: &members)
    return members
  }

  /// In bytes.
  static var flatNameLimit: Int { 1000 }

  /// The reader of JSON caps the depth.
  private func addMembers(_ name: String, _ stopping: (StructuredValue) -> Bool, to members: inout [Member]) {
    guard case .object(let own) = self, !own.isEmpty, !stopping(self),
      name.utf8.count <= StructuredValue.flatNameLimit
    else {
      if !name.isEmpty { members.append(Member(name, self)) }
      return
    }
    for member in own {
      member.value.addMembers(name.isEmpty ? member.name : name + "." + member.name, stopping, to: &members)
    }
  }
}

extension [StructuredValue.Member] {
  /// As names and texts in the order of names, the last of a repeated name kept, signed addresses without queries.
  var namedValues: [NamedValue] {
    var byName: [String: String] = [:]
    for member in self { byName[member.name] = SignedURL.removingQueries(in: member.value.parameterText) }
    return byName.map { NamedValue($0.key, $0.value) }.sorted { NameOrder.precedes($0.name, $1.name) }
  }
}
