using System.Diagnostics.CodeAnalysis;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Finds a model's tensors in a file, under today's names or older ones, and remembers which were asked for.</summary>
internal sealed class TensorFinder(ITensorFile file, IArchitecture architecture, BertShape shape)
{
    private static readonly string[] _encoderParts = ["embeddings.", "encoder.", "transformer."];
    private HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The names of tensors nobody asked for, but for the position numbers that older files carry.</summary>
    public IEnumerable<string> Unused => file.Tensors.Keys
        .Where(name => !_used.Contains(name) && !name.EndsWith("embeddings.position_ids", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Refuses a file whose encoder has more to it than was asked for.</summary>
    /// <exception cref="ModelFileException">A tensor of the encoder is left.</exception>
    public void RequireWholeEncoder()
    {
        if (Unused.FirstOrDefault(IsOfEncoder) is { } name)
        {
            throw new ModelFileException(
                file.Path,
                $"tensor '{name}'",
                "an encoder of the tensors that config.json asks for, each once",
                $"this one too, of shape {TensorShape.Format(file.Tensors[name].Shape)}",
                "The weights belong to another config.json, or to a model with parts that are not supported.");
        }
    }

    /// <summary>Reads what may fail; if it does, what was asked for counts as not used.</summary>
    public T Attempt<T>(Func<T> read)
    {
        var before = new HashSet<string>(_used, StringComparer.Ordinal);
        try
        {
            return read();
        }
        catch (ModelFileException)
        {
            _used = before;
            throw;
        }
    }

    /// <summary>Rows that the file has before those that the model uses.</summary>
    public int UnusedRows(ExpectedTensor expected) => architecture.UnusedRows(expected);

    /// <summary>Whether the file holds the tensor, in whatever shape.</summary>
    public bool Contains(ExpectedTensor expected) => Candidates(expected).Any(file.Tensors.ContainsKey);

    /// <exception cref="ModelFileException">It is of a type that cannot be read, or of another shape.</exception>
    public bool TryFind(ExpectedTensor expected, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        foreach (var name in Candidates(expected))
        {
            if (file.Tensors.TryGetValue(name, out tensor))
            {
                _used.Add(name);
                file.RequireFloats(tensor);
                RequireShape(expected, tensor);
                return true;
            }
        }

        tensor = null;
        return false;
    }

    /// <exception cref="ModelFileException">It is missing, of a type that cannot be read, or of another shape.</exception>
    public TensorInfo Find(ExpectedTensor expected)
    {
        if (TryFind(expected, out var tensor) || (expected.Twin is { } twin && TryFind(twin, out tensor)))
        {
            return tensor;
        }

        const int Most = 5;
        var examples = string.Join(", ", file.Tensors.Keys.Order(StringComparer.Ordinal).Take(Most).Select(name => $"'{name}'"));
        throw new ModelFileException(
            file.Path,
            $"tensor '{expected.Name}'",
            $"shape {TensorShape.Format(expected.Shape)} under the name {string.Join(" or ", Candidates(expected).Select(name => $"'{name}'"))}",
            $"none; the file holds {file.Tensors.Count} tensors: {examples}{(file.Tensors.Count > Most ? ", ..." : "")}");
    }

    private bool IsOfEncoder(string name)
    {
        var part = name.StartsWith(architecture.TensorPrefix, StringComparison.Ordinal) ? name[architecture.TensorPrefix.Length..] : name;
        return Array.Exists(_encoderParts, start => part.StartsWith(start, StringComparison.Ordinal));
    }

    private void RequireShape(ExpectedTensor expected, TensorInfo tensor)
    {
        var wanted = expected.Shape.SetItem(0, expected.Shape[0] + UnusedRows(expected));
        if (!tensor.Shape.SequenceEqual(wanted))
        {
            throw new ModelFileException(
                file.Path,
                $"tensor '{tensor.Name}'",
                $"shape {TensorShape.Format(wanted)}, as config.json says",
                TensorShape.Format(tensor.Shape),
                "The weights belong to another config.json.");
        }
    }

    private IEnumerable<string> Candidates(ExpectedTensor expected)
    {
        var full = architecture.ModuleName(expected, shape);
        var modules = full.StartsWith(architecture.TensorPrefix, StringComparison.Ordinal)
            ? [full, full[architecture.TensorPrefix.Length..]]
            : new[] { full };
        foreach (var module in modules)
        {
            yield return $"{module}.{expected.Parameter}";
            if (expected.IsLayerNorm)
            {
                yield return module + (expected.Parameter == "weight" ? ".gamma" : ".beta");
            }
        }
    }
}
