import { SegmentEditor } from './editor/SegmentEditor';
import { SegmentList } from './SegmentList';
import { useOpenSegment } from './useOpenSegment';

/** All segments, or the one that is open. */
export default function SegmentsPage() {
  const [open] = useOpenSegment();
  if (!open) return <SegmentList />;
  return <SegmentEditor key={open} id={open === 'new' ? undefined : open} />;
}
