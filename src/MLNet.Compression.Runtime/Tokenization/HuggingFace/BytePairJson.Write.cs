using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization.BytePairs;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal static partial class BytePairJson
{
    /// <summary>Writes what <see cref="Read"/> reads, and what Hugging Face's own reader wants beside it.</summary>
    public static void Write(string file, Vocabulary vocabulary, BytePairModel model) => JsonFile.Write(file, json =>
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        TokenizerJson.WriteAddedTokens(json, vocabulary);
        json.WriteNull("normalizer");
        WriteByteLevel(json, PreTokenizer, model.AddsSpace);
        if (model.Template == SequenceTemplate.Roberta)
        {
            PostProcessorJson.WriteRoberta(json, vocabulary, model.AddsSpace);
        }
        else
        {
            PostProcessorJson.Write(json, vocabulary, model.Template);
        }

        WriteByteLevel(json, "decoder", addsSpace: true);
        WriteModel(json, vocabulary, model);
    });

    private static void WriteByteLevel(Utf8JsonWriter json, string name, bool addsSpace)
    {
        json.WriteStartObject(name);
        json.WriteString("type", ByteLevel);
        json.WriteBoolean("add_prefix_space", addsSpace);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", true);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, Vocabulary vocabulary, BytePairModel model)
    {
        json.WriteStartObject("model");
        json.WriteString("type", Model);
        json.WriteNull("dropout");
        json.WriteString("unk_token", vocabulary.Names.Unknown);
        json.WriteString("continuing_subword_prefix", "");
        json.WriteString("end_of_word_suffix", "");
        json.WriteBoolean("fuse_unk", false);
        TokenizerJson.WritePieces(json, vocabulary);
        json.WriteStartArray(Merges);
        for (var i = 0; i < model.Merges.Length; i += 2)
        {
            json.WriteStringValue($"{vocabulary.Pieces.Decode(model.Merges[i])} {vocabulary.Pieces.Decode(model.Merges[i + 1])}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
