using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>pre_tokenizer</c>: BERT's, which splits at white space and around punctuation, or two that together do the same.</summary>
internal static class PreTokenizerJson
{
    private const string Name = "pre_tokenizer";
    private const string Bert = "BertPreTokenizer";
    private const string Space = "WhitespaceSplit";
    private const string Punctuation = "Punctuation";

    public static void Check(JsonSettings root)
    {
        List<string> types = [];
        foreach (var step in JsonSteps.Of(root, Name, "pretokenizers"))
        {
            types.Add(step.Text("type"));
            if (types[^1] is not (Bert or Space or Punctuation))
            {
                throw step.Unsupported("type", $"'{Bert}'", $"'{types[^1]}'");
            }

            if (types[^1] == Punctuation)
            {
                step.RequireText("behavior", "Isolated");
            }
        }

        if (!types.Contains(Bert) && !(types.Contains(Space) && types.Contains(Punctuation)))
        {
            throw root.Unsupported(Name, $"'{Bert}', or '{Space}' and '{Punctuation}'", types.Count == 0 ? "nothing" : string.Join(", ", types));
        }
    }

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteString("type", Bert);
        json.WriteEndObject();
    }
}
