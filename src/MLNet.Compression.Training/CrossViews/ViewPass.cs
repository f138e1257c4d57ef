using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>A pass of the encoder over less than the whole, and who predicts from it.</summary>
/// <param name="Part">The tokens that the encoder reads.</param>
/// <param name="Reach">Which of them a token looks at.</param>
/// <param name="Classifiers">A classifier for each view.</param>
internal sealed record ViewPass(TokenView Part, AttentionReach Reach, IReadOnlyList<ViewClassifier> Classifiers);
