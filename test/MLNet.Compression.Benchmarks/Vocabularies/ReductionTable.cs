using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Runtime.Tokenization.Reduction;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Vocabularies;

/// <summary>How many texts of a task are split otherwise by fewer pieces, by how these were chosen.</summary>
/// <param name="vocabulary">The vocabulary with all pieces.</param>
/// <param name="general">The pieces of running text.</param>
/// <param name="sizes">Numbers of pieces.</param>
internal sealed class ReductionTable(Vocabulary vocabulary, PieceTally general, IReadOnlyList<int> sizes)
{
    private readonly BertTokenizer _tokenizer = new(vocabulary);

    public Table Of(FineTuningTask task, string folder, CancellationToken cancellationToken)
    {
        var (train, test) = task.Read(folder);
        string[] measured = [.. Texts(test)];
        var (choice, own) = (new PieceChoice(_tokenizer), PieceTally.Of(_tokenizer, Texts(train), cancellationToken));
        var nothing = PieceTally.Of(_tokenizer, [], cancellationToken);
        var used = Enumerable.Range(0, vocabulary.Count).Count(id => own[id] > 0);
        var table = new Table().Title($"{task.Name}: of {measured.Length} texts split otherwise, %; {used} pieces are in the training texts");
        table.AddColumns(["pieces chosen by", .. sizes.Select(size => $"{size}")]);
        Add("training texts, then the vocabulary's order", size => choice.ByNumber(size, own));
        Add("training texts, then running text", size => choice.ByNumber(size, own, general));
        Add("the vocabulary's order alone", size => choice.ByNumber(size, nothing));
        Add("running text alone", size => choice.ByNumber(size, general));
        Add("training texts and no others", size => choice.ByNumber(Math.Min(size, choice.ByCoverage(1, own).Length), own));
        return table;

        void Add(string rule, Func<int, int[]> choose) => table.AddRow([rule, .. sizes.Select(size =>
            $"{100 * new VocabularyCut(_tokenizer, choose(size)).Measure(_tokenizer, measured, cancellationToken).ChangedTexts:F1}")]);
    }

    private static IEnumerable<string> Texts(IEnumerable<LabeledPair> rows) => rows.SelectMany(row => row.Pair.Length == 0 ? (IEnumerable<string>)[row.Text] : [row.Text, row.Pair]);
}
