using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Reads a model's tensors from a file and checks their values.</summary>
internal sealed class TensorValues(ITensorFile weights, TensorFinder finder)
{
    private const int TieBlock = 4096;
    private const long MemoryAllowance = 4 << 20;
    private long _elements;

    /// <summary>The values of tensors in the order in which they are expected.</summary>
    /// <exception cref="ModelFileException">One is missing, of another shape, too large, or holds a value that is not finite.</exception>
    public List<NamedTensor> Read(IEnumerable<ExpectedTensor> expected)
    {
        var found = expected.Select(tensor => (Expected: tensor, Tensor: finder.Find(tensor))).ToList();
        RequireMemory(found.Sum(pair => pair.Tensor.Count));
        var tensors = new List<NamedTensor>(found.Count);
        foreach (var (tensor, place) in found)
        {
            var values = ReadUsed(tensor, place);
            RequireFinite(place, values);
            tensors.Add(new NamedTensor(tensor.Name, tensor.Shape, values));
        }

        return tensors;
    }

    /// <summary>Whether what the file holds under a tensor's second name, if anything, is the same.</summary>
    /// <exception cref="ModelFileException">It is not.</exception>
    public void RequireTied(ExpectedTensor expected, float[] values)
    {
        if (expected.Twin is not { } twin || !finder.TryFind(twin, out var second))
        {
            return;
        }

        Span<float> block = stackalloc float[TieBlock];
        for (var start = 0; start < values.Length; start += TieBlock)
        {
            var part = values.AsSpan(start, Math.Min(TieBlock, values.Length - start));
            weights.ReadFloats(second, start, block[..part.Length]);
            if (!part.SequenceEqual(block[..part.Length]))
            {
                throw new ModelFileException(
                    weights.Path, $"tensor '{second.Name}'", $"the values of '{expected.Name}', to which it is tied", "others", "Models with an untied decoder are not supported.");
            }
        }
    }

    private float[] ReadUsed(ExpectedTensor tensor, TensorInfo place)
    {
        var values = weights.ReadFloats(place);
        var unused = finder.UnusedRows(tensor) * (values.Length / place.Shape[0]);
        return unused == 0 ? values : values[unused..];
    }

    // A pickled tensor can repeat few stored values over a huge shape.
    private void RequireMemory(long elements)
    {
        var most = (2 * weights.Length) + MemoryAllowance;
        _elements += elements;
        if (_elements > most / sizeof(float))
        {
            throw new ModelFileException(weights.Path, "tensors", $"at most {most / sizeof(float)} values in a file of {weights.Length} bytes", $"{_elements}");
        }
    }

    private void RequireFinite(TensorInfo tensor, float[] values)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(values))
        {
            var index = Array.FindIndex(values, value => !float.IsFinite(value));
            throw new ModelFileException(weights.Path, $"tensor '{tensor.Name}', element {index}", "a finite number", $"{values[index]}", "The training that made it has failed.");
        }
    }
}
