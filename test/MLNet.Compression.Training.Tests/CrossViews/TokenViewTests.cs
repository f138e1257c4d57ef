using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.CrossViews;

public class TokenViewTests
{
    private const int Rows = 200;
    private static readonly WordTokens _words = new(TinyModels.Tokenizer.Vocabulary);

    /// <remarks>A table: a text, or a pair, and every prefix with its suffix that there may be.</remarks>
    [TestCase("yes", "yes|yes")]
    [TestCase("yes no", "yes|no")]
    [TestCase("yes no worda", "yes|no worda", "yes no|worda")]
    [TestCase("yes no worda wordb", "yes|no worda wordb", "yes no|worda wordb", "yes no worda|wordb")]
    [TestCase("yes no / worda", "yes / worda|no / worda")]
    [TestCase("yes no / worda wordb wordc", "yes / worda|no / wordb wordc", "yes / worda wordb|no / wordc")]
    public void TextParts_ManyRows_AreExactlyThoseOfTheTable(string text, params string[] parts)
    {
        var batch = BatchOf(text);

        var prefixes = new TextPart(_words, seed: 1, isPrefix: true).Of(batch, step: 2);
        var suffixes = new TextPart(_words, seed: 1, isPrefix: false).Of(batch, step: 2);

        Assert.That(Read(prefixes).Zip(Read(suffixes), (prefix, suffix) => $"{prefix}|{suffix}").Distinct(), Is.EquivalentTo(parts));
    }

    [TestCase("yes", "yes|yes")]
    [TestCase("yes no", "[MASK] no|yes [MASK]", "yes [MASK]|[MASK] no")]
    [TestCase("yes / no", "[MASK] / no|yes / [MASK]", "yes / [MASK]|[MASK] / no")]
    [TestCase("yes no worda", "[MASK] no worda|yes [MASK] [MASK]", "yes [MASK] worda|[MASK] no [MASK]", "yes no [MASK]|[MASK] [MASK] worda")]
    public void MaskedHalves_ManyRows_AreExactlyThoseOfTheTable(string text, params string[] halves)
    {
        var batch = BatchOf(text);

        var first = new MaskedHalf(_words, seed: 1, isFirst: true).Of(batch, step: 2);
        var second = new MaskedHalf(_words, seed: 1, isFirst: false).Of(batch, step: 2);

        Assert.That(Read(first).Zip(Read(second), (one, other) => $"{one}|{other}").Distinct(), Is.EquivalentTo(halves));
    }

    [Test]
    public void RandomViews_SameSeedAndStep_AreTheSameHoweverRowsAreSplit()
    {
        var data = TinyModels.Data(20);
        foreach (var view in new TokenView[] { new TextPart(_words, 1, isPrefix: true), new MaskedHalf(_words, 1, isFirst: true) })
        {
            var whole = Read(view.Of(BatchOf(data, [.. Enumerable.Range(0, 20)]), step: 2));
            string[] split = [.. Read(view.Of(BatchOf(data, [.. Enumerable.Range(0, 7)]), step: 2)), .. Read(view.Of(BatchOf(data, [.. Enumerable.Range(7, 13)]), step: 2))];

            Assert.That(split, Is.EqualTo(whole));
            Assert.That(Read(view.Of(BatchOf(data, [.. Enumerable.Range(0, 20)]), step: 3)), Is.Not.EqualTo(whole), "another step");
        }
    }

    [Test]
    public void RandomViews_Pair_KeepTokenTypes()
    {
        var view = new TextPart(_words, 1, isPrefix: false).Of(BatchOf("yes no / worda wordb"), step: 1);

        Assert.That(view.TokenTypes[..view.LengthOf(0)].ToArray(), Is.EqualTo([0, 0, 0, 1, 1]));
    }

    [Test]
    public void FollowedRows_Tokens_AreTheWords()
    {
        var tokens = BatchOf("yes no / worda").Tokens;

        var rows = FollowedRows.Of(tokens, perToken: true, _words);

        Assert.That(rows.Take(4), Is.EqualTo([new FollowedRow(1, 0, 6), new FollowedRow(2, 0, 6), new FollowedRow(4, 0, 6), new FollowedRow(7, 6, 12)]));
        Assert.That(FollowedRows.Of(tokens, perToken: false, _words).Take(2), Is.EqualTo([new FollowedRow(0, 0, 1), new FollowedRow(1, 1, 2)]));
    }

    /// <summary>A text, or a pair with " / " between, many times.</summary>
    private static TrainingBatch BatchOf(string text)
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        var texts = text.Split(" / ");
        var pair = texts.Length > 1 ? texts[1].AsMemory() : default(ReadOnlyMemory<char>?);
        for (var row = 0; row < Rows; row++)
        {
            data.Add(texts[0].AsMemory(), pair);
        }

        return BatchOf(data, [.. Enumerable.Range(0, Rows)]);
    }

    private static TrainingBatch BatchOf(TextDataset data, int[] rows)
    {
        var batch = new TrainingBatch();
        batch.Fill(new TextRows("rows", data), rows, seed: 1);
        return batch;
    }

    /// <summary>Each sequence without [CLS] and the last [SEP]; another [SEP] is " / ".</summary>
    private static string[] Read(TokenBatch tokens) =>
    [
        .. Enumerable.Range(0, tokens.SequenceCount).Select(s =>
        {
            string[] pieces = [.. tokens.Ids[tokens.SequenceStarts[s]..tokens.SequenceStarts[s + 1]].ToArray().Select(id => TinyModels.Tokenizer.Vocabulary[id])];
            Assert.That((pieces[0], pieces[^1]), Is.EqualTo(("[CLS]", "[SEP]")));
            return string.Join(' ', pieces[1..^1]).Replace("[SEP]", "/", StringComparison.Ordinal);
        }),
    ];
}
