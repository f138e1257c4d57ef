using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files;

/// <summary>A tensor of a file: its name, type and shape, not its values.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">Its elements.</param>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Count">Number of its elements, the product of <paramref name="Shape"/>.</param>
internal record TensorInfo(string Name, ElementType Type, ImmutableArray<int> Shape, long Count)
{
    /// <summary>The name that the file has for the type of the elements.</summary>
    public string TypeName { get; init; } = Type.Name();
}
