using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A tensor of a pickle.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Count">Number of its elements.</param>
internal abstract record PickledTensor(ImmutableArray<int> Shape, long Count);
