using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>The vocabulary, how text is split, and the names of the classes.</summary>
internal static class TextSection
{
    public static void Write(ModelWriter writer, CompressedModel model)
    {
        var options = model.Tokenizer;
        writer.WriteInt32(options.LowerCase ? 1 : 0);
        writer.WriteInt32(options.StripAccents is { } strip ? (strip ? 1 : 0) : 2);
        writer.WriteInt32(options.SplitCjk ? 1 : 0);
        writer.WriteInt32(options.CleanText ? 1 : 0);
        writer.WriteInt32(options.RecognizeSpecialTokens ? 1 : 0);
        writer.WriteInt32(options.MaxWordLength);
        writer.WriteInt32(model.MaxTokens);
        writer.WriteInt32(model.Labels.Count);
        foreach (var label in model.Labels)
        {
            writer.WriteString(label);
        }

        writer.WriteInt32(model.Vocabulary.Pieces.Count);
        var text = model.Vocabulary.Pieces.Bytes;
        writer.WriteInt32(text.Length);
        writer.WriteBytes(text);
        TextFeatures.Write(writer, model.Vocabulary);
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        parts.Tokenizer = new TokenizerOptions
        {
            LowerCase = reader.ReadFlag("whether text is lower-cased"),
            StripAccents = reader.ReadInt32("whether accents are dropped", 0, 2) is not 2 and var strip ? strip == 1 : null,
            SplitCjk = reader.ReadFlag("whether ideographs are split"),
            CleanText = reader.ReadFlag("whether text is cleaned"),
            RecognizeSpecialTokens = reader.ReadFlag("whether special tokens are recognised"),
            MaxWordLength = reader.ReadInt32("the longest word", 1, TokenizerOptions.MostMaxWordLength),
            StripOtherMarks = parts.Features.Contains(TextFeatures.StripOtherMarks),
            TruncateLeft = parts.Features.Contains(TextFeatures.TruncateLeft),
        };
        parts.MaxTokens = reader.ReadInt32("the most tokens of a text", 1, int.MaxValue);
        parts.Labels = ReadLabels(reader);
        parts.Vocabulary = ReadVocabulary(reader, parts);
    }

    private static List<string> ReadLabels(ModelReader reader)
    {
        var count = reader.ReadInt32("the number of labels", 0, (int)Math.Min(reader.Remaining / sizeof(int), int.MaxValue));
        reader.Spend((long)count * IntPtr.Size, "labels");
        var labels = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            labels.Add(reader.ReadString($"label {i}"));
        }

        return labels;
    }

    private static Vocabulary ReadVocabulary(ModelReader reader, ModelParts parts)
    {
        var count = reader.ReadInt32("the number of pieces", 1, int.MaxValue);
        var text = reader.ReadText("the vocabulary");
        var found = text.AsSpan().Count(PieceText.Separator) + 1;
        if (found != count)
        {
            throw reader.Error($"{count} pieces", $"{found}");
        }

        reader.Spend(((long)count * Vocabulary.BytesOfPiece) + (sizeof(char) * (long)text.Length), "the vocabulary");
        if (!PieceText.IsUtf8(text))
        {
            throw reader.Error("the vocabulary in UTF-8", "bytes that are not");
        }

        var breaks = text.AsSpan().IndexOf((byte)'\r');
        if (breaks >= 0)
        {
            throw reader.Error("a vocabulary", $"Piece {text.AsSpan(0, breaks).Count(PieceText.Separator)} holds a line break, so it could not be saved as a line.");
        }

        var extras = TextFeatures.Read(reader, parts.Features);
        var vocabulary = Vocabulary.TryCreate(PieceText.Of(text, count), out var fault, extras) ?? throw reader.Error("a vocabulary", fault ?? "another text");
        return vocabulary.Repeated is not ({ } first, { } second) || parts.Features.Contains(TextFeatures.RepeatedPieces)
            ? vocabulary
            : throw reader.Error("each piece once", $"piece {second}, \"{vocabulary.Pieces.Decode(second)}\", which is piece {first} already");
    }
}
