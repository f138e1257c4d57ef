namespace MLNet.Compression.Training.Data;

/// <summary>Finds the words of a row of tokens: a piece that is no continuation begins one, [CLS] and [SEP] are words by themselves.</summary>
/// <remarks>A row that was cut at the left may begin, behind [CLS], with the end of a word.</remarks>
internal sealed class WordReader
{
    private readonly bool[] _continues;
    private readonly int _mostTokens;
    private readonly List<Range> _words = [];

    /// <param name="tokenizer">The tokenizer of the rows.</param>
    /// <param name="mostTokens">Tokens beyond which its rows are cut.</param>
    public WordReader(BertTokenizer tokenizer, int mostTokens)
    {
        var pieces = tokenizer.Vocabulary.Pieces;
        _continues = new bool[tokenizer.Vocabulary.Count];
        _mostTokens = mostTokens;
        for (var id = 0; id < pieces.Count; id++)
        {
            _continues[id] = pieces[id].StartsWith("##"u8);
        }
    }

    /// <summary>The words of the last row read, [CLS] first and [SEP] last.</summary>
    public IReadOnlyList<Range> Words => _words;

    /// <summary>Whether the last row read is as long as a row can be, so that its outermost word may lack pieces.</summary>
    public bool MayBeCut { get; private set; }

    /// <summary>Reads a row.</summary>
    /// <param name="ids">Its tokens.</param>
    public void Read(ReadOnlySpan<int> ids)
    {
        _words.Clear();
        MayBeCut = ids.Length >= _mostTokens;
        var start = 0;
        for (var end = 1; end <= ids.Length; end++)
        {
            if (end == 1 || end == ids.Length || !_continues[ids[end]])
            {
                _words.Add(start..end);
                start = end;
            }
        }
    }
}
