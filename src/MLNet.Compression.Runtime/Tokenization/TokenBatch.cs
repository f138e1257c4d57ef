using System.Runtime.InteropServices;

namespace MLNet.Compression;

/// <summary>The tokens of several sequences laid back to back, without padding.</summary>
/// <remarks>Sequence <c>s</c> is the tokens [<c>SequenceStarts[s]</c>, <c>SequenceStarts[s + 1]</c>). Not safe for several threads.</remarks>
public sealed class TokenBatch
{
    private readonly List<int> _ids = [];
    private readonly List<int> _tokenTypes = [];
    private readonly List<int> _starts = [0];

    /// <summary>Number of sequences.</summary>
    public int SequenceCount => _starts.Count - 1;

    /// <summary>Number of tokens of all sequences.</summary>
    public int TokenCount => _ids.Count;

    /// <summary>Vocabulary ids [tokens].</summary>
    public ReadOnlySpan<int> Ids => CollectionsMarshal.AsSpan(_ids);

    /// <summary>The vocabulary ids, to be changed in place; valid until something is added.</summary>
    internal Span<int> EditableIds => CollectionsMarshal.AsSpan(_ids);

    /// <summary>Token types (segments) [tokens].</summary>
    public ReadOnlySpan<int> TokenTypes => CollectionsMarshal.AsSpan(_tokenTypes);

    /// <summary>Where each sequence starts, and the number of tokens at the end [sequences + 1].</summary>
    public ReadOnlySpan<int> SequenceStarts => CollectionsMarshal.AsSpan(_starts);

    /// <summary>Number of tokens of one sequence.</summary>
    /// <param name="sequence">A sequence, from 0.</param>
    public int LengthOf(int sequence) => _starts[sequence + 1] - _starts[sequence];

    /// <summary>Appends one token to the sequence that <see cref="EndSequence"/> will close.</summary>
    /// <param name="id">Its vocabulary id.</param>
    /// <param name="tokenType">Its segment.</param>
    public void AddToken(int id, int tokenType)
    {
        _ids.Add(id);
        _tokenTypes.Add(tokenType);
    }

    /// <summary>Appends tokens of one type to the sequence that <see cref="EndSequence"/> will close.</summary>
    /// <param name="ids">Their vocabulary ids.</param>
    /// <param name="tokenType">Their segment.</param>
    public void AddTokens(ReadOnlySpan<int> ids, int tokenType)
    {
        _ids.AddRange(ids);
        var start = _tokenTypes.Count;
        CollectionsMarshal.SetCount(_tokenTypes, start + ids.Length);
        foreach (ref var type in CollectionsMarshal.AsSpan(_tokenTypes)[start..])
        {
            type = tokenType;
        }
    }

    /// <summary>Closes the current sequence.</summary>
    /// <exception cref="InvalidOperationException">No token was added since the last sequence ended.</exception>
    public void EndSequence()
    {
        if (_ids.Count == _starts[^1])
        {
            throw new InvalidOperationException("A sequence needs at least one token.");
        }

        _starts.Add(_ids.Count);
    }

    /// <summary>Appends a whole sequence.</summary>
    /// <param name="ids">Vocabulary ids; at least one.</param>
    /// <param name="tokenTypes">Segments, as many as <paramref name="ids"/>.</param>
    public void AddSequence(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        if (ids.Length != tokenTypes.Length)
        {
            throw new ArgumentException($"{ids.Length} ids, but {tokenTypes.Length} token types.", nameof(tokenTypes));
        }

        _ids.AddRange(ids);
        _tokenTypes.AddRange(tokenTypes);
        EndSequence();
    }

    /// <summary>Removes all sequences and keeps the memory.</summary>
    public void Clear()
    {
        _ids.Clear();
        _tokenTypes.Clear();
        _starts.Clear();
        _starts.Add(0);
    }
}
