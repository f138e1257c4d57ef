using MLNet.Compression;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A TSV or CSV file with a header, or null for the built-in support requests.</param>
/// <param name="Test">A second file of the same columns to measure on, or null to hold a tenth of the data back.</param>
/// <param name="TextColumn">The text's column, or null to find it by name.</param>
/// <param name="LabelColumn">The class's column, or null to find it by name.</param>
/// <param name="Teacher">A Hugging Face BERT folder, or null for the pretrained tiny model.</param>
/// <param name="Student">The student's shape, or null for the one that suits the teacher.</param>
/// <param name="Epochs">Epochs of fine-tuning and of distillation, or null for what suits the teacher.</param>
/// <param name="Resume">Where the state of the training is kept, or null for nowhere.</param>
/// <param name="Output">Where the model goes.</param>
/// <param name="Seed">The one seed.</param>
internal sealed record QuickStartOptions(
    FileInfo? Data,
    FileInfo? Test,
    string? TextColumn,
    string? LabelColumn,
    DirectoryInfo? Teacher,
    StudentShape? Student,
    int? Epochs,
    DirectoryInfo? Resume,
    FileInfo Output,
    int Seed)
{
    /// <summary>What is wrong with them, found before work starts.</summary>
    public IEnumerable<string> Problems()
    {
        if (Data is null && (Test ?? (object?)TextColumn ?? LabelColumn) is not null)
        {
            yield return "--test, --text and --label belong to a file of your own: name it with --data.";
        }

        if (TextColumn is not null && string.Equals(TextColumn, LabelColumn, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"--text and --label both name the column '{TextColumn}'.";
        }

        if (Resume is not null && File.Exists(Resume.FullName))
        {
            yield return $"--resume {Resume} is a file. Name a folder.";
        }

        if (Directory.Exists(Output.FullName))
        {
            yield return $"--out {Output} is a folder. Name a file.";
        }
        else if (Output.Directory is { Exists: false } folder)
        {
            yield return $"--out {Output}: there is no folder {folder.FullName}.";
        }
        else if (Output.FullName == Data?.FullName || Output.FullName == Test?.FullName)
        {
            yield return $"--out {Output} would overwrite the data.";
        }
    }
}
