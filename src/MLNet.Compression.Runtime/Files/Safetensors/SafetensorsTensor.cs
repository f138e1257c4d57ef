using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Safetensors;

/// <summary>A tensor of a safetensors file, whose data are the bytes [Begin, End) behind the header.</summary>
internal sealed record SafetensorsTensor(string Name, ElementType Type, ImmutableArray<int> Shape, long Count, long Begin, long End)
    : TensorInfo(Name, Type, Shape, Count);
