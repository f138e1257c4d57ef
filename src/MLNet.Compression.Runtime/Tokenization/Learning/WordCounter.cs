using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Counts the words of any number of texts, several chunks at once, in bounded memory.</summary>
/// <remarks>Chunks and their order are the same for any number of threads, and so are the words that are left out.</remarks>
/// <param name="options">How texts are split, and the limits.</param>
internal sealed class WordCounter(WordPieceTrainerOptions options)
{
    private const int ChunksAtOnce = 8;

    private readonly ChunkCounter[] _chunks = [.. Enumerable.Range(0, ChunksAtOnce).Select(_ => new ChunkCounter(options.Tokenizer))];
    private readonly WorkerPool _pool = new(options.Threads);
    private Dictionary<string, long> _words = new(StringComparer.Ordinal);

    /// <summary>Texts read so far.</summary>
    public long Texts { get; private set; }

    /// <summary>Different words that were left out, because there were too many.</summary>
    public long Dropped { get; private set; }

    /// <summary>The words of all texts in ordinal order, so that the order of the texts does not matter.</summary>
    public List<CountedWord> Count(IEnumerable<string> texts, IProgress<WordPieceProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var chunks in TextChunks.Of(texts, cancellationToken).Chunk(ChunksAtOnce))
        {
            _pool.For(chunks.Length, chunk => Count(_chunks[chunk], chunks[chunk], cancellationToken));
            foreach (var (counter, chunk) in _chunks.Zip(chunks))
            {
                Add(counter);
                Texts += chunk.Count;
            }

            DropRare();
            progress?.Report(new WordPieceProgress(Texts, _words.Count, Dropped, Pieces: 0));
        }

        List<CountedWord> words = [.. _words.Select(pair => new CountedWord(pair.Key, pair.Value))];
        words.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return words;
    }

    private static void Count(ChunkCounter counter, List<string> texts, CancellationToken cancellationToken)
    {
        counter.Clear();
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Count(text);
        }
    }

    private void Add(ChunkCounter counter)
    {
        foreach (var (word, count) in counter.Words)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _) += count;
        }
    }

    /// <summary>Leaves out what is rarest so far, until there is room for as many words again.</summary>
    private void DropRare()
    {
        var before = _words.Count;
        for (var least = 2L; _words.Count > (least == 2 ? options.MostWords : options.MostWords / 2); least++)
        {
            _words = _words.Where(word => word.Value >= least).ToDictionary(StringComparer.Ordinal);
        }

        Dropped += before - _words.Count;
    }
}
