using System.Collections.Immutable;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models;

/// <summary>A float tensor with its name.</summary>
internal sealed class NamedTensor
{
    /// <summary>A tensor over <paramref name="values"/>, which are not copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions, not negative; none for a scalar.</param>
    /// <param name="values">Its values, row-major; as many as the product of <paramref name="shape"/>.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public NamedTensor(string name, ImmutableArray<int> shape, float[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        if (shape.IsDefault || shape.Any(size => size < 0) || TensorShape.TryCount(shape.AsSpan()) != values.Length)
        {
            var found = shape.IsDefault ? "no shape" : $"shape {TensorShape.Format(shape)}";
            throw new ArgumentException($"Tensor '{name}' has {values.Length} values, but {found}.", nameof(values));
        }

        Name = name;
        Shape = shape;
        Values = values;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>Its dimensions; none for a scalar.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Its values, row-major.</summary>
    public float[] Values { get; }
}
