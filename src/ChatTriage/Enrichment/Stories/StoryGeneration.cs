namespace ChatTriage.Enrichment.Stories;

/// <summary>Some thousand first mentions by their keys. Nothing is ever taken out of it: it is dropped as a whole when two younger ones are there.</summary>
internal sealed class StoryGeneration
{
    /// <summary>How many are looked at for one text, the newest first.</summary>
    private const int MaxLooks = 128;

    private const int MaxEntries = 20_000;
    private const int MaxShingles = 4_000_000;
    private readonly Dictionary<ulong, int> _newest = [];
    private readonly List<Entry> _entries = [];
    private long _shingles;
    private int _query;

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => _entries.Count >= MaxEntries || _shingles >= MaxShingles;

    /// <summary>How many are in it.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a mention in.</summary>
    public void Add(long id, StorySketch sketch)
    {
        var entry = new Entry(id, sketch);
        for (int band = 0; band < StoryReader.Bands; band++)
        {
            ref int newest = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_newest, sketch.Keys[band], out bool known);
            entry.Before[band] = known ? newest : -1;
            newest = _entries.Count;
        }

        _entries.Add(entry);
        _shingles += sketch.Shingles.Length;
    }

    /// <summary>Adds what resembles the text that was just read, the newest first.</summary>
    public void Find(StoryReader text, List<StoryCandidate> found)
    {
        int query = ++_query, looks = 0;
        for (int band = 0; band < StoryReader.Bands && looks < MaxLooks; band++)
        {
            int at = _newest.GetValueOrDefault(text.Keys[band], -1);
            for (int steps = 0; at >= 0 && steps < MaxLooks && looks < MaxLooks; steps++)
            {
                Entry entry = _entries[at];
                at = entry.Before[band];
                if (entry.SeenBy == query)
                {
                    continue;
                }

                entry.SeenBy = query;
                if (entry.Sketch.Marks != text.Marks || StorySketch.CannotBeSimilar(entry.Sketch.Shingles.Length, text.Shingles.Length))
                {
                    continue;
                }

                looks++;
                double similarity = StorySketch.Similarity(entry.Sketch.Shingles, text.Shingles);
                if (similarity >= StorySketch.SimilarFrom)
                {
                    found.Add(new StoryCandidate(entry.Id, similarity));
                }
            }
        }
    }

    private sealed class Entry(long id, StorySketch sketch)
    {
        public long Id => id;

        public StorySketch Sketch => sketch;

        public int[] Before { get; } = new int[StoryReader.Bands];

        public int SeenBy { get; set; }
    }
}
