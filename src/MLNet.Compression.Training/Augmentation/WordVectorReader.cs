using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Reads text files of word vectors as GloVe's (Pennington et al. 2014): a line <c>word v1 v2 ... vd</c> each.</summary>
/// <remarks>
/// <para>The first line tells the width. A first line of two whole numbers, as word2vec and fastText write it, is passed over, and so are vectors that are
/// all zero, which have no direction. Lines whose word is not wanted are checked for their number of parts and their encoding alone.</para>
/// <para>Published files have a few lines without a word, or with two vectors. So one line of five hundred may be damaged: it is passed over, and
/// <see cref="WordVectors.Notes"/> says so. A file with more is refused.</para>
/// </remarks>
internal sealed class WordVectorReader
{
    private const int MostWidth = 8192;
    private const int MostLetters = 1000;
    private const int BytesOfWord = 64;
    private const int LinesOfDamagedOne = 500;
    private const int MostDamaged = 1000;

    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isWanted;
    private readonly AllocationBudget _budget;
    private VectorRows? _rows;
    private float[] _values = [];
    private ModelFileException? _fault;
    private int _damaged;

    private WordVectorReader(ByteLines lines, Func<string, bool> isWanted) => (_budget, _isWanted) = (new AllocationBudget(lines.Path, lines.Length), isWanted);

    private IReadOnlyList<string> Notes => _fault is null
        ? []
        : [FormattableString.Invariant($"{_damaged} lines of word vectors are damaged and were passed over, the first of them: {_fault.Message}")];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isWanted">Which words to keep.</param>
    /// <param name="most">How many words to keep at most: the first ones.</param>
    /// <param name="workers">The threads that look for neighbours.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">Too many lines are no word with as many finite numbers as in the first one, not UTF-8, or of a word that was there before; or there is no wanted word.</exception>
    public static WordVectors Read(string path, Func<string, bool> isWanted, int most, WorkerPool workers, CancellationToken cancellationToken = default)
    {
        using var lines = new ByteLines(path);
        var reader = new WordVectorReader(lines, isWanted);
        var read = 0;
        for (; reader._words.Count < most && lines.Next(out var line); read++)
        {
            if (read % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            reader.Take(new WordVectorLine(path, lines.Number, line), isFirst: read == 0);
        }

        reader.RequireFewDamaged(read);
        return reader._words.Count > 0
            ? new WordVectors(reader._words, reader._rowOf, reader._rows!, workers) { Notes = reader.Notes }
            : throw new ModelFileException(path, "file", "a word of the letters a to z with a vector", "none", "Name a text file of word vectors, as GloVe's: a line 'word v1 v2 ...' each.");
    }

    private void RequireFewDamaged(int lines)
    {
        if (_fault is not null && (long)_damaged * LinesOfDamagedOne > lines)
        {
            throw _fault;
        }
    }

    private void Take(WordVectorLine line, bool isFirst)
    {
        if (isFirst && line.IsHeader)
        {
            return;
        }

        _rows ??= new VectorRows(WidthOf(line));
        string? word = null;
        try
        {
            word = WantedWord(line);
        }
        catch (ModelFileException fault) when (_damaged < MostDamaged)
        {
            (_fault, _damaged) = (_fault ?? fault, _damaged + 1);
        }

        if (word is not null && _values.AsSpan().ContainsAnyExcept(0f))
        {
            Add(word);
        }
    }

    /// <summary>Reads a line's values.</summary>
    /// <returns>Its word; null where it is not wanted.</returns>
    private string? WantedWord(WordVectorLine line)
    {
        line.RequireUtf8();
        var word = line.Word(_rows!.Width, out var start);
        if (word.Length > MostLetters || !_isWanted(word))
        {
            return null;
        }

        Array.Resize(ref _values, _rows.Width);
        line.Read(start, _values);
        return _rowOf.ContainsKey(word)
            ? throw line.Fault("each word once", $"'{word}' again", "The file is damaged, or put together of several: remove one of the two lines.")
            : word;
    }

    private void Add(string word)
    {
        _budget.Spend(_rows!.BytesOfNext + BytesOfWord + (sizeof(char) * word.Length), "words", $"{_words.Count + 1} words");
        _rowOf.Add(word, _words.Count);
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
