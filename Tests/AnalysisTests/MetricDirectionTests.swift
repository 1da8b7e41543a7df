import RunModel
import Testing

@testable import Analysis

@Suite("Whether higher or lower is better")
struct MetricDirectionTests {
  @Test(
    "is read from the name",
    arguments: [
      ("val/loss", MetricDeclaration.Direction.lower), ("train_loss", .lower), ("validation.RMSE", .lower),
      ("val/accuracy", .higher), ("Top1Accuracy", .higher), ("f1", .higher), ("metrics/mAP50(B)", .higher),
      ("neg_mean_squared_error", .higher), ("eval_wer", .lower), ("perplexity", .lower), ("rougeL_score", .higher),
      ("brier_score", .lower), ("score", .higher),
    ])
  func infers(name: String, direction: MetricDeclaration.Direction) {
    #expect(MetricDirection.of(name, declaration: nil) == MetricDirection(direction: direction, origin: .inferred))
  }

  @Test(
    "is unknown where a name says nothing",
    arguments: ["epoch", "learning_rate", "lr", "gpu", "x", "", "精度", "loss_weight"])
  func staysUnknown(name: String) {
    #expect(MetricDirection.of(name, declaration: nil) == nil)
  }

  @Test("is what the store declares, whatever the name says")
  func declared() {
    let declaration = MetricDeclaration(direction: .higher)
    #expect(
      MetricDirection.of("loss", declaration: declaration) == MetricDirection(direction: .higher, origin: .declared))
  }
}
