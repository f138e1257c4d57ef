using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>What a classifier sees, and of what it predicts.</summary>
/// <param name="Part">The tokens that the encoder reads.</param>
/// <param name="Reach">Which of them a token looks at.</param>
/// <param name="Offset">How far behind the state that it reads the token lies whose class it predicts.</param>
internal readonly record struct Sight(TokenView Part, AttentionReach Reach = AttentionReach.All, int Offset = 0);
