using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A tensor of a kind that cannot be read. It can be there, as long as nobody needs it.</summary>
/// <param name="TypeName">What its elements are, for messages.</param>
/// <param name="Storage">Where its elements lie; null where they lie nowhere, or in several places.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record UnreadTensor(string TypeName, TorchStorage? Storage, ImmutableArray<int> Shape)
    : PickledTensor(Shape, TensorShape.TryCount(Shape.AsSpan()) ?? long.MaxValue);
