// swift-tools-version: 6.1
import PackageDescription

/// Upcoming features every target is built with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
]

/// A module of the house.
///
/// Which modules it may name is the import rule of docs/architecture.md.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + [.init(stringLiteral: name), "TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "runreport",
  products: [
    .executable(name: "runreport", targets: ["runreport"]),
    // Writes runs, for programs that train.
    .library(name: "RunLog", targets: ["RunLog"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
  ],
  targets: [
    // The bottom: values and bytes, which know nothing of one another.
    room("Diagnostics"),
    room("RunModel"),
    room("CivilCalendar"),
    room("Markup", ["CivilCalendar"]),
    room("Fingerprints"),
    room("Masking", ["Fingerprints"]),
    room("FileAccess", ["Fingerprints"]),
    .target(name: "Checksums"),

    // Writes what RunStores reads.
    room("RunLog", ["Markup", "CivilCalendar"]),

    // From stores to digests.
    room(
      "RunStores",
      [
        "RunModel", "FileAccess", "Fingerprints", "Diagnostics", "Checksums", "CivilCalendar",
        .product(name: "Yams", package: "Yams"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      exclude: [
        "AzureML/Format.md", "CSV/Format.md", "DVCLive/Format.md", "HuggingFace/Format.md",
        "MLflow/Database/Format.md", "MLflow/Files/Format.md", "MLflow/Server/Format.md", "Sacred/Format.md",
        "TensorBoard/Format.md",
        "Trackio/Format.md", "WandB/Format.md",
      ]),
    room("Analysis", ["RunModel", "FileAccess"]),
    room("RunTables", ["RunModel", "CivilCalendar"]),
    room("Settings", ["RunTables", "Fingerprints", "Masking", .product(name: "Yams", package: "Yams")]),
    room(
      "Digests",
      [
        "RunModel", "Analysis", "Settings", "RunTables", "Fingerprints", "Masking", "Diagnostics", "FileAccess",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // From digests to pages.
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "EmbeddedFiles", cSettings: [.unsafeFlags(["-std=c23"])]),
    room("Charts", ["Markup", "CivilCalendar"]),
    room("Notes", ["Markup", "CCmark"]),
    room(
      "Pages",
      [
        "RunModel", "Analysis", "RunTables", "Settings", "Digests", "Fingerprints", "Masking", "Charts", "Notes",
        "Markup", "CivilCalendar", "Diagnostics", "EmbeddedFiles",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    room(
      "Publishing",
      [
        "Pages", "Digests", "Settings", "RunTables", "Fingerprints", "Masking", "RunStores", "RunModel", "FileAccess",
        "Diagnostics", "Analysis",
      ]),

    // The site over HTTP, for who has no web server at hand.
    room(
      "Serving",
      [
        "FileAccess", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),

    .executableTarget(
      name: "runreport",
      dependencies: [
        "Publishing", "Pages", "RunStores", "Digests", "Settings", "Analysis", "RunModel", "RunTables", "FileAccess",
        "Diagnostics", "Markup", "Masking", "Serving", "RunLog",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Not a product: built by `make bench` only.
    .executableTarget(
      name: "kernels", dependencies: ["Analysis", "Charts", "Markup", "Notes", "RunLog", "RunModel"],
      path: "Benchmarks/Kernels", swiftSettings: strict),

    // Tests, one target a module; the real site in a real browser is tested from Tests/Browser.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    tests("Diagnostics", []),
    tests("FileAccess", []),
    tests("CivilCalendar", []),
    tests("Markup", []),
    tests("Fingerprints", []),
    tests("Masking", []),
    tests(
      "RunStores",
      ["RunModel", "FileAccess", "Diagnostics", "Checksums", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("RunLog", ["RunStores", "RunModel", "Diagnostics"]),
    // Writes until it is killed, for the tests of RunLog.
    .executableTarget(
      name: "run-log-writer", dependencies: ["RunLog"], path: "Tests/RunLogWriter", swiftSettings: strict),
    tests("Analysis", ["RunModel"]),
    tests("RunTables", []),
    tests("Settings", ["RunTables", "Fingerprints", "Masking"]),
    tests("Digests", ["Analysis", "RunModel", "Settings", "RunTables", "Fingerprints", "Masking", "Diagnostics"]),
    tests("Charts", ["Markup", "Analysis", "RunModel"], exclude: ["Golden"]),
    tests("Notes", ["Markup"]),
    tests(
      "Pages",
      ["Digests", "Settings", "RunTables", "Fingerprints", "Masking", "Analysis", "RunModel", "Markup", "Diagnostics"]),
    tests(
      "Serving",
      [
        "FileAccess", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    tests(
      "Publishing", ["Analysis", "Pages", "Settings", "Masking", "FileAccess", "Diagnostics", "RunModel", "RunStores"],
      exclude: ["Golden"]),
  ]
)

// `make fuzz FUZZ=json` builds one file of Tests/Fuzzing with libFuzzer, which only links into a build that is all
// made for it: these targets are there on demand.
if let reader = Context.environment["FUZZ"] {
  package.targets += [
    .target(
      name: "FuzzSupport", dependencies: ["RunStores", "RunModel", "FileAccess", "Diagnostics"],
      path: "Tests/Fuzzing/Support", swiftSettings: strict),
    .executableTarget(
      name: "fuzz-" + reader, dependencies: ["FuzzSupport", "RunStores", "RunModel", "Checksums"],
      path: "Tests/Fuzzing", exclude: ["Support", "Seeds"], sources: [reader + ".swift"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
      // libFuzzer's `main` gives way to ours.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--allow-multiple-definition"])]),
  ]
}
