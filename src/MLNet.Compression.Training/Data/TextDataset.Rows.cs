using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>Rows of other data sets of the same tokenizer.</summary>
internal sealed partial class TextDataset
{
    /// <summary>A data set without rows for the same tokenizer.</summary>
    public TextDataset Emptied() => new(_tokenizer, _maxTokens);

    /// <summary>Appends a row of another data set, whatever target it has there.</summary>
    /// <param name="source">The other data set.</param>
    /// <param name="row">Its row.</param>
    /// <param name="label">The class of the row here; null for none.</param>
    /// <exception cref="InvalidOperationException">The rows so far have another target, or one where this one has none.</exception>
    public void Add(TextDataset source, int row, int? label)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (label is { } own)
        {
            AddTarget(own, () => new TargetList<int>(ClassTargets.Plural, classes => new ClassTargets(classes)));
        }
        else if (_targets is { } targets)
        {
            throw new InvalidOperationException($"The rows so far have {targets.Meaning}, so this one must too.");
        }

        if (source._weights is not null || _weights is not null)
        {
            _weights ??= [.. Enumerable.Repeat(1f, Count)];
            _weights.Add(source._weights is null ? 1 : source._weights[row]);
        }

        var (start, length) = ((int)source._starts[row], source.LengthOf(row));
        _ids.AddRange(CollectionsMarshal.AsSpan(source._ids).Slice(start, length));
        _tokenTypes.AddRange(CollectionsMarshal.AsSpan(source._tokenTypes).Slice(start, length));
        EndRow();
    }
}
