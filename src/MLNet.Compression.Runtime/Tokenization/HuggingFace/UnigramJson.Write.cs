using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization.Unigrams;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal static partial class UnigramJson
{
    /// <summary>Writes what <see cref="Read"/> reads, and what Hugging Face's own reader wants beside it.</summary>
    public static void Write(string file, Vocabulary vocabulary, TokenizerOptions options, UnigramModel model) => JsonFile.Write(file, json =>
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        TokenizerJson.WriteAddedTokens(json, vocabulary);
        UnigramNormalizerJson.Write(json, model, options);
        MetaspaceJson.Write(json, "pre_tokenizer", model.AddsPrefix);
        PostProcessorJson.Write(json, vocabulary, model.Template);
        MetaspaceJson.Write(json, "decoder", model.AddsPrefix);
        WriteModel(json, vocabulary, model);
    });

    private static void WriteModel(Utf8JsonWriter json, Vocabulary vocabulary, UnigramModel model)
    {
        json.WriteStartObject("model");
        json.WriteString("type", Model);
        json.WriteNumber("unk_id", vocabulary.UnknownId);
        json.WriteStartArray(Vocab);
        for (var id = 0; id < vocabulary.Pieces.Count; id++)
        {
            json.WriteStartArray();
            json.WriteStringValue(vocabulary.Pieces[id]);
            json.WriteNumberValue(model.Scores[id]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteBoolean("byte_fallback", false);
        json.WriteEndObject();
    }
}
