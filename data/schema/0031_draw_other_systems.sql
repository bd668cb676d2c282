-- What belongs to another system than the tree's is drawn apart: most tiles hold none of it, and to know that is one probe.

CREATE INDEX area_other_geom_3857 ON area USING gist (geom_3857) WHERE valid_to IS NULL AND system <> 'governance';
