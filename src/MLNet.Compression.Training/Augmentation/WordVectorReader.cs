using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Reads text files of word vectors as GloVe's (Pennington et al. 2014): a line <c>word v1 v2 ... vd</c> each.</summary>
/// <remarks>
/// The first line tells the width. A first line of two whole numbers, as word2vec and fastText write it, is passed over. Lines whose word is not
/// wanted are checked for their number of parts and their encoding alone; so are those of vectors that are all zero, which have no direction.
/// </remarks>
internal sealed class WordVectorReader
{
    private const int MostWidth = 8192;
    private const int MostLetters = 1000;
    private const int BytesOfWord = 64;

    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isWanted;
    private readonly AllocationBudget _budget;
    private VectorRows? _rows;
    private float[] _values = [];

    private WordVectorReader(ByteLines lines, Func<string, bool> isWanted) => (_budget, _isWanted) = (new AllocationBudget(lines.Path, lines.Length), isWanted);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isWanted">Which words to keep.</param>
    /// <param name="most">How many words to keep at most: the first ones.</param>
    /// <param name="workers">The threads that look for neighbours.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">A line is no word with as many finite numbers as in the first one, or not UTF-8; a word stands there twice; or there is no wanted word.</exception>
    public static WordVectors Read(string path, Func<string, bool> isWanted, int most, WorkerPool workers, CancellationToken cancellationToken = default)
    {
        using var lines = new ByteLines(path);
        var reader = new WordVectorReader(lines, isWanted);
        while (reader._words.Count < most && lines.Next(out var line))
        {
            if (lines.Number % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            reader.Take(new WordVectorLine(path, lines.Number, line), isFirst: lines.Number == 1);
        }

        return reader._words.Count > 0
            ? new WordVectors(reader._words, reader._rowOf, reader._rows!, workers)
            : throw new ModelFileException(path, "file", "a word of the letters a to z with a vector", "none", "Name a text file of word vectors, as GloVe's: a line 'word v1 v2 ...' each.");
    }

    private void Take(WordVectorLine line, bool isFirst)
    {
        if (isFirst && line.IsHeader)
        {
            return;
        }

        _rows ??= new VectorRows(WidthOf(line));
        var word = line.Word(_rows.Width, out var start);
        if (word.Length > MostLetters || !_isWanted(word))
        {
            return;
        }

        Array.Resize(ref _values, _rows.Width);
        line.Read(start, _values);
        if (_values.AsSpan().ContainsAnyExcept(0f))
        {
            Add(line, word);
        }
    }

    private void Add(WordVectorLine line, string word)
    {
        if (!_rowOf.TryAdd(word, _words.Count))
        {
            throw line.Fault("each word once", $"'{word}' again", "The file is damaged, or put together of several: remove one of the two lines.");
        }

        _budget.Spend(_rows!.BytesOfNext + BytesOfWord + (sizeof(char) * word.Length), "words", $"{_words.Count + 1} words");
        _words.Add(word);
        var row = _rows.Add();
        var length = Math.Sqrt(_values.Sum(value => (double)value * value));
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (float)(_values[i] / length);
        }
    }

    private static int WidthOf(WordVectorLine line) => line.Parts is > 2 and <= MostWidth + 1
        ? line.Parts - 1
        : throw line.Fault($"a word and 2 to {MostWidth} numbers between single blanks", $"{line.Parts - 1} parts behind the first", "Name a text file of word vectors, as GloVe's: a line 'word v1 v2 ...' each.");
}
