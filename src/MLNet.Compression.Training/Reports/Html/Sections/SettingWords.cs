using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Options in words.</summary>
internal static class SettingWords
{
    /// <summary>"MaskedTokenShare" as "masked token share", "Plan.Layers" as "plan: layers".</summary>
    public static string Name(string option)
    {
        var words = new StringBuilder();
        foreach (var (i, letter) in option.Index())
        {
            if (letter == '.')
            {
                words.Append(": ");
            }
            else if (char.IsUpper(letter) && (i + 1 == option.Length || !char.IsUpper(option[i + 1])))
            {
                words.Append(words.Length > 0 && words[^1] != ' ' ? " " : "").Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.ToString();
    }

    /// <summary>A value without the marks that tell it from others.</summary>
    public static string Value(string value) => value switch
    {
        "null" or "[]" => "none",
        "True" => "yes",
        "False" => "no",
        ['\'', .., '\''] => value[1..^1],
        _ => value,
    };
}
