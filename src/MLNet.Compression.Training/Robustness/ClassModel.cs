namespace MLNet.Compression.Training.Robustness;

/// <summary>A model that gives a number for each of some classes.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Score">Probabilities of each class for each of several texts, and texts that go with them; called from several threads.</param>
internal sealed record ClassModel(IReadOnlyList<string> Classes, Func<IReadOnlyList<string>, IReadOnlyList<string>?, float[][]> Score);
