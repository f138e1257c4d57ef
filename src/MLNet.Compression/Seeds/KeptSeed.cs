using System.Globalization;
using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Seeds;

/// <summary>A random seed that lies beside the state of a run, so that the run can be resumed.</summary>
internal static class KeptSeed
{
    private const string Name = "seed.txt";

    /// <summary>The seed kept in a folder; where there is none, a fresh one, which is kept from now on.</summary>
    /// <exception cref="InvalidDataException">The file holds no number.</exception>
    public static int In(string folder, int fresh)
    {
        var file = Path.Combine(folder, Name);
        if (File.Exists(file))
        {
            var text = File.ReadAllText(file);
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var kept)
                ? kept
                : throw new InvalidDataException($"'{file}' holds '{text}' where the seed of the run should be. Empty the folder to begin anew.");
        }

        Directory.CreateDirectory(folder);
        AtomicFile.Write(file, stream => stream.Write(Encoding.ASCII.GetBytes(fresh.ToString(CultureInfo.InvariantCulture))));
        return fresh;
    }
}
