using MLNet.Compression.Runtime.Tests.Models;
using MLNet.Compression.Runtime.Tests.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Heads that look at tokens, with tokenizers other than WordPiece, against the plain forward pass in double precision.</summary>
[TestFixture]
internal sealed class OtherTokenizerTests
{
    private const string Context = "the cat sat, the cat ran.";

    [TestCase("byte-level BPE", "<mask>")]
    [TestCase("xlm-r", "<mask>")]
    [TestCase("albert", "[MASK]")]
    public void Fill_HiddenWord_ListsThePiecesByTheReferencesProbabilities(string kind, string mask)
    {
        var tokenizer = SmallTokenizers.Of(kind);
        var model = SubwordModels.Create(tokenizer, HeadKind.MaskedLm);
        using var filler = new MaskFiller(model);
        int[] ids = [tokenizer.Vocabulary.ClassificationId, .. Tokens.Ids(tokenizer, "the"), tokenizer.Vocabulary.MaskId!.Value, .. Tokens.Ids(tokenizer, "cat"), tokenizer.Vocabulary.SeparatorId];
        var logits = ReferenceForward.TokenLogits(model, ids, new int[ids.Length])[Array.IndexOf(ids, tokenizer.Vocabulary.MaskId.Value)];

        var places = filler.Fill($"the{mask}cat", top: 3);

        Assert.That(places, Has.Count.EqualTo(1));
        Assert.That(places[0].Select(piece => piece.Id), Is.EqualTo(Enumerable.Range(0, logits.Length).OrderByDescending(id => logits[id]).Take(3)));
    }

    [TestCase("byte-level BPE")]
    [TestCase("xlm-r")]
    [TestCase("albert")]
    public void Find_TextOfOneWindow_FindsTheSpanOfTheReference(string kind)
    {
        var tokenizer = SmallTokenizers.Of(kind);
        var model = SubwordModels.Create(tokenizer, HeadKind.QuestionAnswering);
        using var finder = new AnswerFinder(model, new AnswerOptions { MostAnswerTokens = 4 });
        var context = Tokens.Of(tokenizer, Context);
        var batch = new TokenBatch();
        tokenizer.AddTo(batch, "cat", Context, model.MaxTokens);
        var first = batch.TokenCount - 1 - context.Length;
        var logits = ReferenceForward.TokenLogits(model, batch.Ids, batch.TokenTypes)[first..^1];
        var (start, end) = Enumerable.Range(0, context.Length)
            .SelectMany(start => Enumerable.Range(start, Math.Min(4, context.Length - start)).Select(end => (start, end)))
            .MaxBy(span => logits[span.start][0] + logits[span.end][1]);

        var found = finder.Find("cat", Context);

        Assert.That(found.In(Context), Is.EqualTo(Context[context[start].Start..context[end].End]));
    }
}
