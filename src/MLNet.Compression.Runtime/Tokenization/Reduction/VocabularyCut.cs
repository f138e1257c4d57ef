using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Tokenization.Reduction;

/// <summary>A vocabulary of some pieces of another one, in the same order.</summary>
/// <remarks>A text that has none of the removed pieces is split as before: the longest piece that was found is still there, and no longer one has come.</remarks>
internal sealed class VocabularyCut
{
    /// <param name="tokenizer">The tokenizer with all pieces.</param>
    /// <param name="ids">The ids of those that are kept, ascending; special and added tokens among them.</param>
    public VocabularyCut(BertTokenizer tokenizer, IEnumerable<int> ids)
    {
        var vocabulary = tokenizer.Vocabulary;
        Rows = [.. ids];
        var pieces = Rows.Where(id => id < vocabulary.Pieces.Count).Select(vocabulary.Pieces.Decode).ToArray();
        var extras = new VocabularyExtras
        {
            Names = vocabulary.Names,
            AddedTokens = [.. vocabulary.AddedTokens.Select(token => token with { Id = Rows.BinarySearch(token.Id) })],
        };
        var reduced = Vocabulary.TryCreate(pieces, out var fault, extras) ?? throw new ArgumentException(fault, nameof(ids));
        Tokenizer = new BertTokenizer(reduced, tokenizer.Options) { Notes = tokenizer.Notes };
        PiecesBefore = vocabulary.Count;
    }

    /// <summary>The cut after which one tokenizer splits as another; null where the other one has further pieces, or splits otherwise.</summary>
    /// <param name="whole">The tokenizer with all pieces.</param>
    /// <param name="part">The one with some of them.</param>
    public static VocabularyCut? Between(TextTokenizer whole, TextTokenizer part)
    {
        if (whole is not BertTokenizer wordPieces || part is not BertTokenizer || whole.Options != part.Options)
        {
            return null;
        }

        var kept = part.Vocabulary.Tokens.ToHashSet();
        int[] ids = [.. whole.Vocabulary.Tokens.Index().Where(token => kept.Contains(token.Item)).Select(token => token.Index)];
        return ids.Length == part.Vocabulary.Count && new VocabularyCut(wordPieces, ids) is var cut && cut.Tokenizer.SplitsLike(part) ? cut : null;
    }

    /// <summary>For each id of the new vocabulary the old one, which is its row of the old word table.</summary>
    public ImmutableArray<int> Rows { get; }

    /// <summary>The tokenizer with the kept pieces.</summary>
    public BertTokenizer Tokenizer { get; }

    /// <summary>Ids of the old vocabulary.</summary>
    public int PiecesBefore { get; }

    /// <summary>What the cut does to texts.</summary>
    /// <param name="before">The tokenizer with all pieces.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public VocabularyReport Measure(BertTokenizer before, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var (old, reduced) = (new TokenBatch(), new TokenBatch());
        var kept = Rows.ToHashSet();
        long tokens = 0, covered = 0;
        int count = 0, changed = 0;
        foreach (var text in texts)
        {
            PieceTally.ThrowIfCancelled(count++, cancellationToken);
            old.Clear();
            reduced.Clear();
            before.AddTo(old, text, int.MaxValue);
            Tokenizer.AddTo(reduced, text, int.MaxValue);
            tokens += old.TokenCount - 2;
            foreach (var id in old.Ids[1..^1])
            {
                covered += kept.Contains(id) ? 1 : 0;
            }

            changed += IsSame(old.Ids, reduced.Ids) ? 0 : 1;
        }

        return new VocabularyReport(PiecesBefore, Rows.Length, tokens == 0 ? 1 : (double)covered / tokens, count, count == 0 ? 0 : (double)changed / count);
    }

    private bool IsSame(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] != Rows[after[i]])
            {
                return false;
            }
        }

        return true;
    }
}
