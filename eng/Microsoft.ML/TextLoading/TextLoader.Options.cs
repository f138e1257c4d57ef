namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    public class Options
    {
        public bool AllowQuoting;
        public bool AllowSparse;
        public int? InputSize;
        public char[] Separators = ['\t'];
        public char DecimalMarker = '.';
        public Column[] Columns;
        public bool TrimWhitespace;
        public bool HasHeader;
        /// <summary>Without effect: a cursor parses on the thread that moves it, and a cursor set shares the lines out.</summary>
        public bool UseThreads = true;

        public bool ReadMultilines;
        public string HeaderFile;
        public long? MaxRows;
        public char EscapeChar = '"';
        public bool MissingRealsAsNaNs;

        public Options()
        {
        }

        internal Options Clone() => (Options)MemberwiseClone();
    }
}
