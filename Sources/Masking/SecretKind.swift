/// What a masked text was, as readers are told and as `masking: {off: […]}` names it.
public enum SecretKind: String, Sendable, Hashable, CaseIterable {
  case awsAccessKey = "AWS access key"
  case awsSecretKey = "AWS secret key"
  case azureKey = "Azure key"
  case urlSignature = "URL signature"
  case googleKey = "Google key"
  case gitHubToken = "GitHub token"
  case gitLabToken = "GitLab token"
  case huggingFaceToken = "Hugging Face token"
  case wandbKey = "W&B key"
  case openAIKey = "OpenAI key"
  case slackToken = "Slack token"
  case npmToken = "npm token"
  case pyPIToken = "PyPI token"
  /// Of services whose tokens tell what they are: Databricks, Docker, Discord, Telegram …
  case serviceToken = "service token"
  case jwt = "JSON web token"
  case authorization = "authorization header"
  case privateKey = "private key"
  case urlPassword = "password in URL"
  /// The value of something called password.
  case password = "password"
  /// The value of something called secret, key or token.
  case secret = "secret"
  /// The value of something called e-mail.
  case mailAddress = "e-mail address"

  /// The word for it.
  public var name: String { rawValue }
}
